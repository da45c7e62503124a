use super::missing_default_deny::{MOST, OTHERS};
use crate::model::kubernetes::{DIRECTIONS, NetworkPolicy, Object, PodSpec};
use crate::project::manifests::Manifests;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::PodSpec(check);

/// The checks of other tools for which a policy in one direction is not enough.
const BOTH_WAYS: [&str; 2] = ["kube-score:pod-networkpolicy", "polaris:missingNetworkPolicy"];

fn check(pod: PodSpec<'_>, cx: &mut Cx<'_>) {
    let object = pod.object();
    let manifests = &cx.project.manifests;
    let uses_host = pod.spec().get("hostNetwork").is_some_and(|it| it.as_bool() != Some(false));
    let has_labels = pod.labels().is_some() || pod.lacks_labels();
    if uses_host || !has_labels || !manifests.is_whole(object.node().span().file) {
        return;
    }
    let Some(policies) = policies_for(manifests, pod) else { return };
    if policies.is_empty() {
        let reported = cx
            .report(object.place(), format!("no NetworkPolicy is for the pods of {}", object.title()))
            .help("add one, or one for all pods of the namespace: everything in the cluster can reach them");
        if let Some(isolated) = isolated_beside(manifests, object) {
            reported.label(isolated.place().span(), "others of the namespace are isolated");
        }
        return;
    }
    let isolates = |policy: &Object<'_>, way: &str| NetworkPolicy::new(*policy).and_then(|it| it.isolates(way));
    let is_open = |way: &str| policies.iter().all(|policy| isolates(policy, way) == Some(false));
    if let Some((way, _)) = DIRECTIONS.into_iter().find(|(way, _)| is_open(way)) {
        let title = object.title();
        let message = match way {
            "Egress" => format!("no NetworkPolicy limits what the pods of {title} send"),
            _ => format!("no NetworkPolicy limits who reaches the pods of {title}"),
        };
        cx.report(object.place(), message)
            .stands_for(BOTH_WAYS)
            .help(format!("add rules and `{way}` to the `policyTypes` of the one that is for them"))
            .label(policies[0].place().span(), "is for the other direction");
    }
}

/// A policy of the namespace of an object, applied with it.
fn isolated_beside<'p>(manifests: &Manifests<'p>, object: Object<'_>) -> Option<Object<'p>> {
    let units = manifests.units(object.node().span().file);
    let policies = units.flat_map(|unit| unit.index().of_kind("NetworkPolicy")).take(MOST);
    policies.copied().find(|policy| is_accepted(policy) && policy.same_namespace(object) == Some(true))
}

/// Whether a policy has a selector that the API takes.
fn is_accepted(policy: &Object<'_>) -> bool {
    let selector = NetworkPolicy::new(*policy).and_then(NetworkPolicy::selector);
    selector.is_none_or(|selector| selector.is_valid() != Some(false))
}

/// The policies of the repository that may be for a pod; `None` where there may be others.
fn policies_for<'p>(manifests: &Manifests<'p>, pod: PodSpec<'_>) -> Option<Vec<Object<'p>>> {
    let all = manifests.everywhere();
    let policies = all.of_kind("NetworkPolicy");
    let has_others = OTHERS.iter().any(|kind| !all.of_kind(kind).is_empty() || manifests.is_said_by_charts(kind));
    if policies.len() > MOST || has_others || manifests.is_said_by_charts("NetworkPolicy") {
        return None;
    }
    let may_match = |policy: &&Object<'_>| {
        let selector = NetworkPolicy::new(**policy).and_then(NetworkPolicy::selector);
        policy.same_namespace(pod.object()) != Some(false)
            && is_accepted(policy)
            && selector.is_none_or(|selector| selector.matches(pod.labels()) != Some(false))
    };
    Some(policies.iter().filter(may_match).copied().collect())
}
