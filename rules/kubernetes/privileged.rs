use crate::diagnostic::Severity;
use crate::fix::{self, Safety};
use crate::model::kubernetes::Container;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Container(check);

fn check(container: Container<'_>, cx: &mut Cx<'_>) {
    let Some(privileged) = container.security("privileged") else { return };
    if privileged.as_bool() != Some(true) || container.pod().is_windows() {
        return;
    }
    let is_agent = container.pod().is_node_agent();
    let reported = cx
        .report(privileged, format!("container `{}` is privileged", container.name()))
        .help("drop `privileged` and add only the capabilities that it needs")
        .fix("drop the privileges", Safety::Unsafe, fix::yaml::set(privileged, "false"));
    if is_agent {
        reported.severity(Severity::Warning);
    }
}
