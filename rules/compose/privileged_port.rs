use crate::model::compose::{Port, Service};
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Service(check);

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    for entry in service.layers.nodes().iter().filter_map(|layer| layer.entry("ports")) {
        let items = entry.value.items();
        let low: Vec<(u16, Node<'_>)> =
            items.filter_map(|item| Some((first_port(item)?, item))).filter(|(port, _)| *port < 1024).collect();
        if low.is_empty() {
            continue;
        }
        let numbers: Vec<String> = low.iter().map(|(number, _)| format!("`{number}`")).collect();
        let message = format!("service `{}` listens on {}, below 1024", service.name(), numbers.join(", "));
        let mut reported = cx.report(entry.key, message);
        for (_, node) in &low {
            reported = reported.label(node.span(), "here");
        }
        reported.help("let the program listen on a higher port, and run it as a user without rights");
    }
}

/// The first port of the container that an item publishes, even where it does not fit those of the host.
fn first_port(item: Node<'_>) -> Option<u16> {
    let ports = Port::of(item)?.map_or_else(|fault| fault.target, |port| port.target)?;
    Some(*ports.start())
}
