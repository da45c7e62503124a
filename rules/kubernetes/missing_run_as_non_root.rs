use super::security_context;
use crate::fix::yaml::Value;
use crate::fix::{Edit, Safety};
use crate::model::docker::User;
use crate::model::kubernetes::{Container, ContainerRole, PodSpec};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::PodSpec(check);

fn check(pod: PodSpec<'_>, cx: &mut Cx<'_>) {
    let is_test_data = cx.project.files().get(pod.object().node().span().file).is_test_data();
    let is_for_openshift = || cx.project.manifests.is_for_openshift(pod.object());
    if pod.is_windows() || is_test_data || pod.object().is_hook() || is_for_openshift() {
        return;
    }
    let containers = pod.containers();
    let missing: Vec<&Container<'_>> =
        containers.iter().filter(|it| is_silent(**it) && !is_seen_to(**it, cx)).collect();
    if missing.is_empty() {
        return;
    }
    // A pod that says nothing at all is one finding, not one for each container.
    let field = ["securityContext", "runAsNonRoot"];
    let (place, who) = match missing.as_slice() {
        [only] => (only.gap(&field), format!("container `{}` of {}", only.name(), pod.object().title())),
        all => (pod.gap(&field), format!("{} containers of {}", all.len(), pod.object().title())),
    };
    // An image of this repository that surely runs as root has to change first.
    let root = containers.iter().find_map(|it| match cx.project.stage_of(*it)?.runs_as()? {
        User::Root(place) | User::Named(_, place) => Some(place),
        User::Numbered(_) => None,
    });
    let reported = cx
        .report(place, format!("nothing keeps {who} from running as root"))
        .help("set `runAsNonRoot: true` in the pod's `securityContext`");
    match root {
        Some(image) => reported.label(image, "the image needs a number of another user first"),
        None => reported.fix("demand another user than root", Safety::Unsafe, demand(pod)),
    };
}

/// Whether it makes no difference: the image is built here and has a user of its own.
fn is_seen_to(container: Container<'_>, cx: &Cx<'_>) -> bool {
    cx.project.stage_of(container).is_some_and(|it| it.user().is_some() && !matches!(it.runs_as(), Some(User::Root(_))))
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
