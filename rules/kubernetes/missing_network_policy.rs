use super::missing_default_deny::{MOST, OTHERS};
use crate::model::kubernetes::{NetworkPolicy, Object, PodSpec};
use crate::project::manifests::Manifests;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::PodSpec(check);

fn check(pod: PodSpec<'_>, cx: &mut Cx<'_>) {
    let object = pod.object();
    let manifests = &cx.project.manifests;
    let uses_host = pod.spec().get("hostNetwork").is_some_and(|it| it.as_bool() != Some(false));
    let has_labels = pod.labels().is_some() || pod.lacks_labels();
    if uses_host || !has_labels || !manifests.is_whole(object.node().span().file) {
        return;
    }
    if let Some(isolated) = isolated_beside(manifests, object)
        && !may_be_isolated(manifests, pod)
    {
        cx.report(object.place(), format!("no NetworkPolicy is for the pods of {}", object.title()))
            .help("add one, or one for all pods of the namespace: everything in the cluster can reach them")
            .label(isolated.place().span(), "others of the namespace are isolated");
    }
}

/// A policy of the namespace of an object, applied with it.
fn isolated_beside<'p>(manifests: &Manifests<'p>, object: Object<'_>) -> Option<Object<'p>> {
    let units = manifests.units(object.node().span().file);
    let policies = units.flat_map(|unit| unit.index().of_kind("NetworkPolicy")).take(MOST);
    policies
        .copied()
        .find(|policy| NetworkPolicy::new(*policy).is_some() && policy.same_namespace(object) == Some(true))
}

/// Whether some policy of the repository may be for a pod.
fn may_be_isolated(manifests: &Manifests<'_>, pod: PodSpec<'_>) -> bool {
    let all = manifests.everywhere();
    let policies = all.of_kind("NetworkPolicy");
    let may_match = |policy: &Object<'_>| {
        let selector = NetworkPolicy::new(*policy).and_then(NetworkPolicy::selector);
        policy.same_namespace(pod.object()) != Some(false)
            && selector.is_none_or(|selector| selector.matches(pod.labels()) != Some(false))
    };
    policies.len() > MOST || policies.iter().any(may_match) || OTHERS.iter().any(|kind| !all.of_kind(kind).is_empty())
}
