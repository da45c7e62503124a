use super::security_context;
use crate::fix::yaml::Value;
use crate::fix::{Edit, Safety};
use crate::model::kubernetes::{Container, ContainerRole, PodSpec};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::PodSpec(check);

fn check(pod: PodSpec<'_>, cx: &mut Cx<'_>) {
    if pod.is_windows() || pod.object().is_hook() || cx.project.manifests.is_for_openshift(pod.object()) {
        return;
    }
    let containers = pod.containers();
    let missing: Vec<&Container<'_>> = containers.iter().filter(|container| is_silent(**container)).collect();
    if missing.is_empty() {
        return;
    }
    // A pod that says nothing at all is one finding, not one for each container.
    let field = ["securityContext", "runAsNonRoot"];
    let (place, who) = match missing.as_slice() {
        [only] => (only.gap(&field), format!("container `{}` of {}", only.name(), pod.object().title())),
        all => (pod.gap(&field), format!("{} containers of {}", all.len(), pod.object().title())),
    };
    cx.report(place, format!("nothing keeps {who} from running as root"))
        .help("set `runAsNonRoot: true` in the pod's `securityContext`")
        .fix("demand another user than root", Safety::Unsafe, demand(pod));
}

/// Says for the whole pod that it is not root, unless one of its containers has to be.
fn demand(pod: PodSpec<'_>) -> Option<Edit> {
    let containers = pod.containers();
    let mut users = containers.iter().filter_map(|container| container.security("runAsUser"));
    if !users.all(|user| user.as_i64().is_some_and(|user| user > 0)) {
        return None;
    }
    security_context::in_pod(pod, "runAsNonRoot", Value::scalar("true"))
}

/// Whether nothing says which user a container runs as, so that the image decides.
fn is_silent(container: Container<'_>) -> bool {
    container.role() != ContainerRole::Ephemeral
        && container.lacks_security("runAsNonRoot")
        && container.lacks_security("runAsUser")
}
