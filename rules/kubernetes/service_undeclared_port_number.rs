use crate::model::kubernetes::{Container, Object, Service, mesh};
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let Some(service) = Service::new(object).filter(|it| !it.is_headless()) else { return };
    let selected = cx.project.manifests.selected_with(service);
    let Some(first) = selected.found.first() else { return };
    if selected.maybe_more || selected.found.iter().any(|pod| pod.may_have_more_ports()) {
        return;
    }
    let containers: Vec<Container<'_>> = selected.found.iter().flat_map(|pod| pod.containers()).collect();
    let declared: Vec<Node<'_>> = containers.iter().flat_map(|it| it.ports()).collect();
    let known: Option<Vec<i64>> = declared.iter().map(|port| port.get("containerPort")?.as_i64()).collect();
    let Some(known) = known.filter(|known| !known.is_empty()) else { return };
    for port in object.node().at(&["spec", "ports"]).into_iter().flat_map(Node::items) {
        let target = port.get("targetPort").or_else(|| port.get("port").filter(|_| port.lacks("targetPort")));
        let Some((target, number)) = target.and_then(|target| Some((target, target.as_i64()?))) else { continue };
        // A port that a program is told about, or that a mesh opens, need not be declared.
        let is_told = || containers.iter().any(|container| container.is_told(target.text()));
        if !known.contains(&number) && !mesh::PROXY_PORTS.contains(&target.text()) && !is_told() {
            let title = first.object().title();
            cx.report(
                target,
                format!("{} sends traffic to port {number}, which {title} does not declare", object.title()),
            )
            .help("declare the port in `ports` of the container that listens there, or correct the number")
            .label(declared[0].span(), "a port that is declared");
        }
    }
}
