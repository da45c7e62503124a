use crate::model::kubernetes::{PodSpec, SpreadKind};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::PodSpec(check);

fn check(pod: PodSpec<'_>, cx: &mut Cx<'_>) {
    let object = pod.object();
    let peers: &[&str] = match object.kind() {
        "Deployment" => &[
            "kube-linter:no-anti-affinity",
            "kube-score:deployment-has-host-podantiaffinity",
            "polaris:topologySpreadConstraint",
            "kics:k8s/deployment_has_no_pod_anti_affinity",
        ],
        "StatefulSet" => &[
            "kube-linter:no-anti-affinity",
            "kube-score:statefulset-has-host-podantiaffinity",
            "polaris:topologySpreadConstraint",
            "kics:k8s/statefulset_has_no_pod_anti_affinity",
        ],
        _ => return,
    };
    let autoscaled = cx.project.manifests.autoscalers_of(object);
    let count = autoscaled.first().map_or_else(|| object.replicas(), |autoscaler| autoscaler.bound("max")?.as_i64());
    // Who leaves the number out leaves it to something else.
    let is_left_out = autoscaled.is_empty() && object.node().absent(&["spec", "replicas"]);
    if !is_left_out && count.is_none_or(|count| count < 2) || !pod.knows_spreads() {
        return;
    }
    let spreads = pod.spreads();
    if let Some(other) = spreads.first().filter(|_| spreads.iter().all(|spread| spread.misses_itself())) {
        let message = format!("the pods of {} are kept away from others, but not from each other", object.title());
        // polaris asks for a constraint, whatever it selects.
        let is_there = spreads.iter().any(|spread| spread.kind == SpreadKind::Constraint);
        let peers = peers.iter().copied().filter(|peer| !is_there || !peer.starts_with("polaris:"));
        cx.report(other.place(), message)
            .stands_for(peers)
            .help("select the labels of these pods, here or in a second term");
    } else if spreads.is_empty() {
        let place = pod.gap(&["affinity", "podAntiAffinity"]);
        cx.report(place, format!("nothing keeps the pods of {} on different nodes", object.title()))
            .stands_for(peers.iter().copied())
            .help("add `topologySpreadConstraints` with the key `kubernetes.io/hostname`");
    }
}
