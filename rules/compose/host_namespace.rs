use crate::diagnostic::Severity;
use crate::model::compose::Service;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Service(check);

/// The keys, and what is shared.
const KEYS: [(&str, &str); 6] = [
    ("pid", "processes"),
    ("ipc", "shared memory"),
    ("uts", "host name"),
    ("userns_mode", "users"),
    ("network_mode", "network"),
    ("cgroup", "control groups"),
];

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    for (key, shared) in KEYS {
        let Some(node) = service.at(&[key]).filter(|node| node.as_str() == Some("host")) else { continue };
        let severity = if key == "network_mode" { Severity::Info } else { Severity::Warning };
        cx.report(node, format!("service `{}` shares the {shared} of the host", service.name()))
            .severity(severity)
            .help(format!("take `{key}: host` out unless the service is meant to look after the host"));
    }
}
