use crate::model::compose::{Given, Port, Service};
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Service(check);

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    for layer in service.layers.nodes() {
        if let Some(list) = layer.get("depends_on") {
            let names: Vec<Node<'_>> =
                if list.is_map() { list.entries().map(|entry| entry.key).collect() } else { list.items().collect() };
            if let Some(pair) = names.windows(2).find(|pair| pair[0].text() > pair[1].text()) {
                let message = format!(
                    "the dependency `{}` of service `{}` stands behind `{}`",
                    pair[1].text(),
                    service.name(),
                    pair[0].text()
                );
                cx.report(pair[1], message).help("put them into the order of the alphabet");
            }
        }
        let ports = layer.get("ports").into_iter().flat_map(Node::items).filter_map(Port::of).filter_map(Result::ok);
        let numbers: Vec<(u16, Node<'_>)> = ports.filter_map(|port| Some((number(&port)?, port.node))).collect();
        if let Some(pair) = numbers.windows(2).find(|pair| pair[0].0 > pair[1].0) {
            let ((before, _), (port, node)) = (pair[0], pair[1]);
            cx.report(node, format!("the port {port} of service `{}` stands behind {before}", service.name()))
                .help("put them into the order of their numbers");
        }
    }
}

/// The first port of the host, else of the container.
fn number(port: &Port<'_>) -> Option<u16> {
    match &port.published {
        Given::Is(ports) => Some(*ports.start()),
        Given::Absent => port.target.as_ref().map(|ports| *ports.start()),
        Given::Unknown => None,
    }
}
