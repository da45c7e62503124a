use crate::model::compose::Service;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Service(check);

/// Capabilities with which a container can be left.
const DANGEROUS: [&str; 10] = [
    "ALL",
    "BPF",
    "DAC_READ_SEARCH",
    "PERFMON",
    "SYS_ADMIN",
    "SYS_BOOT",
    "SYS_MODULE",
    "SYS_PTRACE",
    "SYS_RAWIO",
    "SYSLOG",
];

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    for node in service.items(&["cap_add"]) {
        let Some(name) = node.as_str() else { continue };
        let upper = name.to_ascii_uppercase();
        if DANGEROUS.contains(&upper.strip_prefix("CAP_").unwrap_or(&upper)) {
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
