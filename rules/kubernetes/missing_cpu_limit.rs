use crate::model::kubernetes::{Container, ContainerRole};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Container(check);

fn check(container: Container<'_>, cx: &mut Cx<'_>) {
    let is_short = !matches!(container.role(), ContainerRole::Main | ContainerRole::Sidecar);
    if is_short || !container.lacks_limit("cpu") || cx.project.manifests.has_limit_range(container.pod().object()) {
        return;
    }
    let message = format!("container `{}` of {} has no CPU limit", container.name(), container.pod().object().title());
    cx.report(container.gap(&["resources", "limits", "cpu"]), message).help("set `resources.limits.cpu`");
}
