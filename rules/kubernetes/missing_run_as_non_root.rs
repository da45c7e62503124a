use crate::model::kubernetes::{Container, ContainerRole, PodSpec};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::PodSpec(check);

fn check(pod: PodSpec<'_>, cx: &mut Cx<'_>) {
    if pod.is_windows() || pod.object().is_hook() {
        return;
    }
    let containers = pod.containers();
    let missing: Vec<&Container<'_>> = containers.iter().filter(|container| is_silent(**container)).collect();
    let Some(first) = missing.first() else { return };
    // A pod that says nothing at all is one finding, not one for each container.
    let who = match missing.as_slice() {
        [only] => format!("container `{}` of {}", only.name(), pod.object().title()),
        _ => format!("{} containers of {}", missing.len(), pod.object().title()),
    };
    cx.report(first.place(), format!("nothing keeps {who} from running as root"))
        .help("set `runAsNonRoot: true` in the pod's `securityContext`");
}

/// Whether nothing says which user a container runs as, so that the image decides.
fn is_silent(container: Container<'_>) -> bool {
    let is_privileged = container.security("privileged").is_some_and(|it| it.as_bool() != Some(false));
    container.role() != ContainerRole::Ephemeral
        && !is_privileged
        && container.lacks_security("runAsNonRoot")
        && container.lacks_security("runAsUser")
}
