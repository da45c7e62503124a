use crate::diagnostic::Severity;
use crate::model::compose::Service;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Service(check);

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    let Some(node) = service.at(&["network_mode"]) else { return };
    let name = service.name();
    if let Some(first) = service.names(&["networks"]).first() {
        cx.report(node, format!("service `{name}` has both `network_mode` and `networks`"))
            .label(first.span(), "its networks")
            .help("keep one of them");
    }
    let Some(mode) = node.as_str() else { return };
    let has_no_network_of_its_own =
        matches!(mode, "host" | "none") || mode.starts_with("service:") || mode.starts_with("container:");
    if let Some(port) = service.published().first().filter(|_| has_no_network_of_its_own) {
        let help = match mode {
            "host" => "take the ports out: with the host's network all ports of the service are the host's".into(),
            "none" => "take the ports out, or the network mode".into(),
            _ => format!("publish them at what `{mode}` names"),
        };
        cx.report(port.node, format!("service `{name}` publishes ports, but its network mode is `{mode}`"))
            .severity(Severity::Warning)
            .label(node.span(), "the network mode")
            .help(help);
    }
}
