use crate::model::kubernetes::{Container, LabelSelector, Monitor, Object};
use crate::project::Project;
use crate::rule::{Check, Cx};
use crate::spelling;
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let Some(monitor) = Monitor::new(object) else { return };
    let Some(selector) = monitor.selector() else { return };
    let Some(Declared { by, names }) = declared(cx.project, object, monitor, selector) else { return };
    for port in monitor.ports().filter(|port| !names.contains(&port.text())) {
        let help = match spelling::nearest(port.text(), names.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("its ports are {}: nothing is scraped here", listed(&names)),
        };
        let what = if monitor.is_for_pods() { "no container of" } else { "no port of" };
        let has = if monitor.is_for_pods() { "has a port that is called so" } else { "is called so" };
        let message = format!("{} scrapes the port `{}`, but {what} {} {has}", object.title(), port.text(), by.title());
        cx.report(port, message).help(help).label(by.place().span(), "what it selects");
    }
}

/// The names of the ports that may be scraped, and the first object that has some of them.
struct Declared<'p> {
    by: Object<'p>,
    names: Vec<&'p str>,
}

/// What is declared by all that a monitor selects, if that can be known.
fn declared<'p>(
    project: &'p Project<'_>,
    object: Object<'_>,
    monitor: Monitor<'_>,
    selector: LabelSelector<'_>,
) -> Option<Declared<'p>> {
    let index = project.manifests.everywhere();
    let is_here = |other: Object<'_>| monitor.looks_at(other);
    let mut names = Vec::new();
    let objects: Vec<Object<'p>> = if monitor.is_for_pods() {
        let selected = index.pods_where(selector, is_here);
        if selected.maybe_more || selected.found.iter().any(|pod| pod.may_have_more_ports()) {
            return None;
        }
        let ports = selected.found.iter().flat_map(|pod| pod.containers()).flat_map(Container::ports);
        names.extend(names_of(ports)?);
        selected.found.iter().map(|pod| pod.object()).collect()
    } else {
        let selected = index.services_where(selector, is_here);
        for service in &selected.found {
            names.extend(names_of(service.service_ports()?)?);
        }
        if selected.maybe_more {
            return None;
        }
        selected.found
    };
    // An operator makes services, too, and what is applied at another time may have a neighbour that is not here.
    let file = object.node().span().file;
    let is_seen = |object: &Object<'_>| {
        let other = object.node().span().file;
        let manifests = &project.manifests;
        manifests.is_whole(other) && manifests.are_together(file, other) && !manifests.may_make_pods(other)
    };
    let by = *objects.first().filter(|_| objects.iter().all(is_seen))?;
    Some(Declared { by, names })
}

/// The names of the ports that have one, if they are known.
fn names_of<'t>(ports: impl IntoIterator<Item = Node<'t>>) -> Option<Vec<&'t str>> {
    ports.into_iter().filter(|port| !port.lacks("name")).map(|port| port.get("name")?.as_text()).collect()
}

fn listed(names: &[&str]) -> String {
    if names.is_empty() {
        return "without names".into();
    }
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
