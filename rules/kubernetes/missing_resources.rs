use crate::diagnostic::Severity;
use crate::model::kubernetes::{Container, ContainerRole};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Container(check);

fn check(container: Container<'_>, cx: &mut Cx<'_>) {
    let pod = container.pod();
    let is_short = pod.object().is_hook() || !matches!(container.role(), ContainerRole::Main | ContainerRole::Sidecar);
    if is_short || cx.project.manifests.has_limit_range(container.node().span().file) {
        return;
    }
    let mut missing = Vec::new();
    if container.lacks_request("cpu") {
        missing.push("CPU request");
    }
    if container.lacks_request("memory") {
        missing.push("memory request");
    }
    let is_unplanned = !missing.is_empty();
    if container.lacks_limit("memory") {
        missing.push("memory limit");
    }
    let Some((last, others)) = missing.split_last() else { return };
    let what = if others.is_empty() { (*last).to_owned() } else { format!("{} and no {last}", others.join(", no ")) };
    let place = container.node().entry("resources").map_or(container.place(), |entry| entry.key);
    let reported = cx
        .report(place, format!("container `{}` of {} has no {what}", container.name(), pod.object().title()))
        .help("set `resources.requests` to what it usually needs, and a memory limit to what it may need at most");
    if !is_unplanned {
        reported.severity(Severity::Info);
    }
}
