use crate::model::kubernetes::{Container, Object, Service};
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let Some(service) = Service::new(object) else { return };
    let selected = cx.project.manifests.selected_with(service);
    if selected.found.is_empty() || selected.maybe_more || selected.found.iter().any(|pod| pod.may_have_more_ports()) {
        return;
    }
    let declared: Vec<Node<'_>> =
        selected.found.iter().flat_map(|pod| pod.containers()).flat_map(Container::ports).collect();
    for port in object.node().at(&["spec", "ports"]).into_iter().flat_map(Node::items) {
        let Some(target) = port.get("targetPort").or_else(|| port.get("port")).filter(|it| !it.is_unknown()) else {
            continue;
        };
        let is_target = |port: &&Node<'_>| {
            ["containerPort", "name"].iter().any(|key| port.get(key).is_some_and(|it| it.text() == target.text()))
        };
        let same: Vec<&Node<'_>> = declared.iter().filter(is_target).collect();
        let (Some(first), Some(wanted)) = (same.first(), protocol(port)) else { continue };
        if same.iter().all(|port| protocol(**port).is_some_and(|own| own != wanted)) {
            let own = protocol(**first).unwrap_or_default();
            let title = object.title();
            let place = port.get("protocol").unwrap_or(target);
            // With the same number and protocol, the API server takes the two for one.
            let is_taken = object.node().at(&["spec", "ports"]).into_iter().flat_map(Node::items).any(|other| {
                let is_same = other.get("port").zip(port.get("port")).is_some_and(|(one, it)| one.text() == it.text());
                other != port && is_same && protocol(other).is_none_or(|has| has == own)
            });
            let help = if is_taken {
                format!(
                    "declare the {wanted} port on the container, too, if it listens there: the service has {own} already"
                )
            } else {
                format!("set `protocol: {own}` on the port of the service: nothing answers {wanted} there")
            };
            cx.report(
                place,
                format!("{title} sends {wanted} to port `{}`, which is declared for {own}", target.text()),
            )
            .help(help)
            .label(first.span(), format!("a port for {own}"));
        }
    }
}

/// The protocol of a port, if it is known; TCP where none is given.
fn protocol(port: Node<'_>) -> Option<&str> {
    match port.get("protocol") {
        Some(protocol) => protocol.as_str(),
        None => port.lacks("protocol").then_some("TCP"),
    }
}
