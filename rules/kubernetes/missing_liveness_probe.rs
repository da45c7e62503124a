use crate::model::kubernetes::{Container, ContainerRole, Life};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Container(check);

fn check(container: Container<'_>, cx: &mut Cx<'_>) {
    let pod = container.pod();
    let serves = matches!(container.role(), ContainerRole::Main | ContainerRole::Sidecar)
        && pod.form().life == Life::Long
        && !pod.object().is_hook();
    if serves && container.lacks_probe("livenessProbe") {
        let message = format!("container `{}` of {} has no liveness probe", container.name(), pod.object().title());
        cx.report(container.place(), message)
            .help("add a `livenessProbe` that fails only if a restart would help, and asks nothing of other services");
    }
}
