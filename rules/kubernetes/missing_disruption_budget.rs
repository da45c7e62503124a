use crate::model::kubernetes::{Budget, Object};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let peers: &[&str] = match object.kind() {
        "Deployment" => &[
            "kube-score:deployment-has-poddisruptionbudget",
            "polaris:missingPodDisruptionBudget",
            "kics:k8s/deployment_without_pod_disruption_budget",
        ],
        "StatefulSet" => &[
            "kube-score:statefulset-has-poddisruptionbudget",
            "polaris:missingPodDisruptionBudget",
            "kics:k8s/statefulset_without_pod_disruption_budget",
        ],
        _ => return,
    };
    let autoscaled = cx.project.manifests.autoscalers_of(object);
    let count = autoscaled.first().map_or_else(|| object.replicas(), |autoscaler| autoscaler.least());
    let pods = object.pods();
    let [pod] = pods.as_slice() else { return };
    let file = object.node().span().file;
    // Who leaves the number out leaves it to something else.
    let is_left_out = autoscaled.is_empty() && object.node().absent(&["spec", "replicas"]);
    if !is_left_out && count.is_none_or(|count| count < 2) || !cx.project.manifests.is_whole(file) {
        return;
    }
    let Some(budgets) = cx.project.manifests.beside("PodDisruptionBudget", object) else { return };
    let may_protect = |budget: &Object<'_>| {
        let selector = Budget::new(*budget).and_then(Budget::selector);
        selector.is_none_or(|selector| selector.matches(pod.labels()) != Some(false))
    };
    if !budgets.iter().any(may_protect) {
        // What a budget has to select.
        let labels = object.node().at(&["spec", "selector"]).and_then(|selector| selector.entry("matchLabels"));
        cx.report(
            labels.map_or(object.place(), |labels| labels.key),
            format!("no PodDisruptionBudget protects the pods of {}", object.title()),
        )
        .stands_for(peers.iter().copied())
        .help("add one with `maxUnavailable: 1`, so that a drain takes them away one after the other");
    }
}
