use crate::model::kubernetes::PodSpec;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::PodSpec(check);

/// The kinds whose pods run until they are taken away.
const ENDLESS: [&str; 5] = ["DaemonSet", "Deployment", "ReplicaSet", "ReplicationController", "StatefulSet"];
/// After how many seconds a rollout counts as failed where a Deployment does not say.
const DEADLINE: i64 = 600;

fn check(pod: PodSpec<'_>, cx: &mut Cx<'_>) {
    let (object, title) = (pod.object(), pod.object().title());
    if !["", "apps", "batch"].contains(&object.group()) {
        return;
    }
    let containers = pod.spec().get("containers").filter(|list| list.is_empty_list());
    if let Some(containers) = containers.filter(|_| !cx.project.manifests.is_patch(object.node().span().file)) {
        cx.report(containers, format!("{title} has no containers")).help("add one: the API server refuses the object");
    }
    let deadline = pod.spec().entry("activeDeadlineSeconds").filter(|entry| entry.value.as_i64().is_some());
    if let Some(deadline) = deadline.filter(|_| ENDLESS.contains(&object.kind())) {
        cx.report(deadline.key, format!("the pods of {title} have a deadline, but are to run without end"))
            .help("remove it, or make it a Job: the API server refuses the object");
    }
    let Some(spec) = object.node().get("spec") else { return };
    if object.is("apps", "Deployment") {
        check_progress(spec, &title, cx);
    }
    let is_by_hand = spec.at(&["updateStrategy", "type"]).and_then(Node::as_str) == Some("OnDelete");
    let rolling = spec.get("updateStrategy").and_then(|it| it.entry("rollingUpdate")).filter(|it| it.value.is_map());
    if let Some(rolling) = rolling.filter(|_| is_by_hand && object.is("apps", "StatefulSet")) {
        cx.report(rolling.key, format!("{title} has a `rollingUpdate` with the strategy `OnDelete`"))
            .help("remove it, or the strategy: the API server refuses the object");
    }
}

/// A rollout cannot have failed before its pods may count as ready.
fn check_progress(spec: Node<'_>, title: &str, cx: &mut Cx<'_>) {
    let ready = spec.get("minReadySeconds").and_then(|node| Some((node, node.as_i64()?)));
    let written = spec.get("progressDeadlineSeconds").and_then(Node::as_i64);
    let deadline = written.or_else(|| spec.absent(&["progressDeadlineSeconds"]).then_some(DEADLINE));
    let Some(((place, ready), deadline)) = ready.zip(deadline) else { return };
    if ready > 0 && ready >= deadline {
        cx.report(
            place,
            format!("pods of {title} are available after {ready} seconds, but a rollout has failed after {deadline}"),
        )
        .help("raise `progressDeadlineSeconds` above `minReadySeconds`: the API server refuses the object");
    }
}
