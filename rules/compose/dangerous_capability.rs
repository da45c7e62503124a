use crate::model::compose::Service;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Service(check);

/// Capabilities with which a container can be left.
const DANGEROUS: [&str; 9] =
    ["ALL", "BPF", "DAC_READ_SEARCH", "PERFMON", "SYS_ADMIN", "SYS_BOOT", "SYS_MODULE", "SYS_RAWIO", "SYSLOG"];

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    for node in service.items(&["cap_add"]) {
        let Some(name) = node.as_str() else { continue };
        let upper = name.to_ascii_uppercase();
        let capability = upper.strip_prefix("CAP_").unwrap_or(&upper);
        // Without the processes of the host there is nothing outside to be traced.
        let sees_host = service.at(&["pid"]).and_then(Node::as_str) == Some("host");
        if DANGEROUS.contains(&capability) || capability == "SYS_PTRACE" && sees_host {
            cx.report(
                node,
                format!(
                    "service `{}` has the capability `{name}`, which is as good as root on the host",
                    service.name()
                ),
            )
            .help("find the narrower capability, or the device, that it needs");
        }
    }
}
