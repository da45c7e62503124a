use crate::model::kubernetes::{Container, ContainerRole};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Container(check);

const STORAGE: &str = "ephemeral-storage";

fn check(container: Container<'_>, cx: &mut Cx<'_>) {
    let runs = matches!(container.role(), ContainerRole::Main | ContainerRole::Sidecar);
    if !runs || cx.project.manifests.has_limit_range(container.pod().object()) {
        return;
    }
    let (what, part) = match (container.lacks_request(STORAGE), container.lacks_limit(STORAGE)) {
        (true, true) => ("neither a request nor a limit", ""),
        (true, false) => ("no request", "requests"),
        (false, true) => ("no limit", "limits"),
        (false, false) => return,
    };
    cx.report(
        container.gap(&["resources", part]),
        format!("container `{}` has {what} for the storage of its node", container.name()),
    )
    .help(format!("set `{STORAGE}` under `resources.requests` and `resources.limits`"));
}
