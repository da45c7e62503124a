use crate::diagnostic::Severity;
use crate::model::kubernetes::schema::is_stand_in;
use crate::model::kubernetes::{Container, Object, Service};
use crate::rule::{Check, Cx};
use crate::spelling;
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let Some(service) = Service::new(object) else { return };
    let ports = object.node().at(&["spec", "ports"]).into_iter().flat_map(Node::items);
    let named: Vec<Node<'_>> =
        ports.filter_map(|port| port.get("targetPort")).filter(|it| it.as_str().is_some()).collect();
    if named.is_empty() {
        return;
    }
    let selected = cx.project.manifests.selected_with(service);
    if selected.maybe_more || selected.found.is_empty() || selected.found.iter().any(|pod| pod.may_have_more_ports()) {
        return;
    }
    let elsewhere = cx.project.manifests.everywhere().selected_by(service).found;
    let others = elsewhere.iter().filter(|pod| cx.project.manifests.may_be_together(pod.object(), object));
    let of_others: Vec<Node<'_>> = others.flat_map(|pod| pod.containers()).flat_map(names).collect();
    let declared: Vec<Node<'_>> = selected.found.iter().flat_map(|pod| pod.containers()).flat_map(names).collect();
    let title = selected.found[0].object().title();
    for target in named {
        let name = target.text();
        let is_no_name = name.chars().all(|c| c.is_ascii_digit()) || is_stand_in(name);
        if is_no_name
            || of_others.iter().any(|port| port.text() == name)
            || declared.iter().any(|port| port.as_str().is_none_or(|port| port == name))
        {
            continue;
        }
        let message =
            format!("{} sends traffic to port `{name}`, but {title} has no port of that name", object.title());
        let near = declared.iter().find(|port| spelling::is_near(name, port.text()));
        let reported = cx.report(target, message);
        match near {
            Some(port) => reported
                .help(format!("did you mean `{}`?", port.text()))
                .label(port.span(), "the port with almost this name")
                .severity(Severity::Error),
            None => reported
                .help("name a port of a container so, or give the number: without it this port of the service leads nowhere")
                .label(selected.found[0].object().place().span(), "what it selects"),
        };
    }
}

/// The names of a container's ports.
fn names(container: Container<'_>) -> Vec<Node<'_>> {
    container.ports().into_iter().filter_map(|port| port.get("name")).collect()
}
