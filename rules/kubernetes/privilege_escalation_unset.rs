use super::security_context;
use crate::fix::Safety;
use crate::fix::yaml::Value;
use crate::model::kubernetes::Container;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Container(check);

const FIELD: &str = "allowPrivilegeEscalation";

fn check(container: Container<'_>, cx: &mut Cx<'_>) {
    if container.pod().is_windows() || !container.lacks_security(FIELD) {
        return;
    }
    // With these the API takes no `false`.
    let may_always = !container.lacks_security("privileged")
        || container.added_capabilities().iter().any(|(_, name)| *name == "SYS_ADMIN");
    let edit = security_context::in_container(container, FIELD, Value::scalar("false")).filter(|_| !may_always);
    let message = format!("container `{}` lets its processes gain privileges, as nothing forbids it", container.name());
    cx.report(container.gap(&["securityContext", FIELD]), message).help(format!("set `{FIELD}: false`")).fix(
        "forbid it",
        Safety::Unsafe,
        edit,
    );
}
