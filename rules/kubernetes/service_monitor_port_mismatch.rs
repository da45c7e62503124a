use crate::model::kubernetes::{Monitor, Object, mesh};
use crate::project::manifests::Scraped;
use crate::rule::{Check, Cx};
use crate::spelling;
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let Some(monitor) = Monitor::new(object) else { return };
    let manifests = &cx.project.manifests;
    // Prometheus finds the ports of containers by what the pods declare, by name as well as by number.
    let target_ports: Vec<Node<'_>> = monitor.target_ports().collect();
    let targets = if target_ports.is_empty() { None } else { manifests.scraped_target_ports(monitor) };
    let ports = manifests.scraped_ports(monitor);
    let title = object.title();
    for port in target_ports {
        report(port, targets.as_ref(), cx, |port, by| {
            format!("{title} scrapes the target port {port}, but no container of {by} declares it")
        });
    }
    for port in monitor.ports() {
        report(port, ports.as_ref(), cx, |port, by| {
            let (none, so) = if monitor.is_for_pods() {
                ("container", "has a port that is called so")
            } else {
                ("port", "is called so")
            };
            format!("{title} scrapes the port {port}, but no {none} of {by} {so}")
        });
    }
}

/// Reports a port that is none of those that are there, with a message made of it and of what has them.
fn report(port: Node<'_>, there: Option<&Scraped<'_>>, cx: &mut Cx<'_>, message: impl Fn(&str, &str) -> String) {
    let is_there = |there: &&Scraped<'_>| there.names.contains(&port.text());
    let Some(Scraped { by, names }) = there.filter(|there| !is_there(there)) else { return };
    // The proxy of a mesh is in none of the manifests.
    if mesh::PROXY_PORTS.contains(&port.text()) {
        return;
    }
    let help = match spelling::nearest(port.text(), names.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if names.is_empty() => "its ports are without names: nothing is scraped here".into(),
        None => format!("its ports are `{}`: nothing is scraped here", names.join("`, `")),
    };
    cx.report(port, message(&format!("`{}`", port.text()), &by.title()))
        .help(help)
        .label(by.place().span(), "what it selects");
}
