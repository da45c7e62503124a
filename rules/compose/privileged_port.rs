use crate::model::compose::{Port, Service};
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Service(check);

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    for entry in service.layers.nodes().iter().filter_map(|layer| layer.entry("ports")) {
        let ports = entry.value.items().filter_map(Port::of).filter_map(Result::ok);
        let low: Vec<(u16, Node<'_>)> = ports
            .filter_map(|port| Some((*port.target?.start(), port.node)))
            .filter(|(target, _)| *target < 1024)
            .collect();
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
