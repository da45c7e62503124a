use super::dangerous_capability::{DANGEROUS, spelling};
use crate::diagnostic::Severity;
use crate::fix::{self, Safety};
use crate::model::kubernetes::Container;
use crate::model::kubernetes::pod_security::BASELINE_CAPABILITIES;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Container(check);

fn check(container: Container<'_>, cx: &mut Cx<'_>) {
    if container.pod().is_windows() || container.is_privileged() {
        return;
    }
    let is_agent = container.pod().is_node_agent();
    for (place, name) in container.added_capabilities() {
        let is_other_rules = DANGEROUS.iter().any(|(dangerous, _)| name.eq_ignore_ascii_case(dangerous));
        if is_other_rules || BASELINE_CAPABILITIES.contains(&name) {
            continue;
        }
        // It only keeps memory from being swapped out, which programs with secrets ask for.
        let severity = if is_agent || name == "IPC_LOCK" { Severity::Info } else { Severity::Warning };
        cx.report(
            place,
            format!("container `{}` gets `{}`, which ordinary programs don't need", container.name(), place.text()),
        )
        .severity(severity)
        .help(format!("drop it, or say in a comment what needs it{}", spelling(place.text())))
        .fix(format!("drop `{}`", place.text()), Safety::Unsafe, fix::yaml::remove_item(place));
    }
}
