use crate::model::kubernetes::{Container, ContainerRole};
use crate::rule::{Check, Cx, OptionValue};

pub const CHECK: Check = Check::Container(check);

fn check(container: Container<'_>, cx: &mut Cx<'_>) {
    let Some(liveness) = container.probe("livenessProbe") else { return };
    let Some(delay) = liveness.get("initialDelaySeconds") else { return };
    let least = match cx.option("seconds") {
        Some(OptionValue::Int(seconds)) => *seconds,
        _ => return,
    };
    let runs_on = matches!(container.role(), ContainerRole::Main | ContainerRole::Sidecar);
    let Some(seconds) = delay.as_i64().filter(|seconds| *seconds >= least) else { return };
    if runs_on && container.lacks_probe("startupProbe") {
        let message = format!(
            "the liveness probe of container `{}` waits {seconds} seconds instead of for a startup probe",
            container.name()
        );
        cx.report(delay, message).help(
            "move the wait to a `startupProbe`: it ends as soon as the container is up, and the liveness probe needs no delay",
        );
    }
}
