use crate::diagnostic::Severity;
use crate::fix::{self, Edit, Safety};
use crate::model::kubernetes::Container;
use crate::rule::{Check, Cx};
use crate::tree::Node;

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
        .fix("drop the privileges", Safety::Unsafe, drop(container, privileged));
    if is_agent {
        reported.severity(Severity::Warning);
    }
}

/// Takes the privileges away, and the leave to gain new ones, which until then had to be given.
fn drop(container: Container<'_>, privileged: Node<'_>) -> Option<Vec<Edit>> {
    let escalation = container.security("allowPrivilegeEscalation").filter(|it| it.as_bool() == Some(true));
    let edits = [privileged].into_iter().chain(escalation).map(|node| fix::yaml::set(node, "false"));
    edits.collect()
}
