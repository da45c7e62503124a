use super::dangerous_capability::DANGEROUS;
use crate::diagnostic::Severity;
use crate::model::kubernetes::Container;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Container(check);

/// What the baseline of the Pod Security Standards allows.
const BASELINE: [&str; 13] = [
    "AUDIT_WRITE",
    "CHOWN",
    "DAC_OVERRIDE",
    "FOWNER",
    "FSETID",
    "KILL",
    "MKNOD",
    "NET_BIND_SERVICE",
    "SETFCAP",
    "SETGID",
    "SETPCAP",
    "SETUID",
    "SYS_CHROOT",
];

fn check(container: Container<'_>, cx: &mut Cx<'_>) {
    if container.pod().is_windows() || container.is_privileged() {
        return;
    }
    let is_agent = container.pod().is_node_agent();
    for (place, name) in container.added_capabilities() {
        let is_other_rules = DANGEROUS.iter().any(|(dangerous, _)| name.eq_ignore_ascii_case(dangerous));
        if is_other_rules || BASELINE.contains(&name) {
            continue;
        }
        // It only keeps memory from being swapped out, which programs with secrets ask for.
        let severity = if is_agent || name == "IPC_LOCK" { Severity::Info } else { Severity::Warning };
        cx.report(
            place,
            format!("container `{}` gets `{}`, which ordinary programs don't need", container.name(), place.text()),
        )
        .severity(severity)
        .help("drop it, or say in a comment what needs it");
    }
}
