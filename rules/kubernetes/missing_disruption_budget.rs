use crate::model::kubernetes::{Budget, Object};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Object(check);

/// How many budgets are looked at for a workload; where there are more, nothing is said.
const MOST: usize = 200;

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
    let units = cx.project.manifests.units(file);
    let budgets: Vec<Object<'_>> =
        units.flat_map(|unit| unit.index().of_kind("PodDisruptionBudget")).take(MOST + 1).copied().collect();
    let may_protect = |budget: &Object<'_>| {
        let selector = Budget::new(*budget).and_then(Budget::selector);
        budget.same_namespace(object) != Some(false)
            && selector.is_none_or(|selector| selector.matches(pod.labels()) != Some(false))
    };
    if budgets.len() <= MOST && !budgets.iter().any(may_protect) {
        cx.report(object.place(), format!("no PodDisruptionBudget protects the pods of {}", object.title()))
            .stands_for(peers.iter().copied())
            .help("add one with `maxUnavailable: 1`, so that a drain takes them away one after the other");
    }
}
