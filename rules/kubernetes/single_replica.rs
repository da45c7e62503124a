use crate::fix::{self, Safety};
use crate::model::kubernetes::{Object, PodSpec};
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let is_singleton =
        object.node().at(&["spec", "strategy", "type"]).is_some_and(|name| name.as_str() != Some("RollingUpdate"));
    if !object.is("apps", "Deployment") || is_singleton || object.replicas().is_none_or(|replicas| replicas > 1) {
        return;
    }
    let pods = object.pods();
    let serves = pods.first().is_some_and(|pod| !cx.project.manifests.services_of(*pod).is_empty());
    let manifests = &cx.project.manifests;
    let is_scaled = || !manifests.autoscalers_of(object).is_empty() || manifests.may_be_scaled_elsewhere(object);
    if serves && !is_scaled() && !pods.iter().any(|pod| is_one_of_a_kind(*pod)) {
        let place = object
            .node()
            .at(&["spec", "replicas"])
            .filter(|it| !it.is_null())
            .unwrap_or(object.gap(&["spec", "replicas"]));
        let two = fix::yaml::put(object.node(), &["spec", "replicas"], &fix::yaml::Value::scalar("2"));
        cx.report(place, format!("{} runs a single pod", object.title()))
            .help("run two or more, so that the loss of a node is no outage")
            .fix("run two pods", Safety::Unsafe, two);
    }
}

/// Whether a second pod would have nothing to do or nowhere to run: the pod has a volume of its own, or elects a leader.
fn is_one_of_a_kind(pod: PodSpec<'_>) -> bool {
    let has_claim =
        |volume: &Node<'_>| ["persistentVolumeClaim", "hostPath"].iter().any(|kind| !volume.absent(&[kind]));
    let elects = ["leader-elect", "leader-election"];
    pod.volumes().iter().any(has_claim) || pod.running().any(|it| elects.iter().any(|word| it.runs(word)))
}
