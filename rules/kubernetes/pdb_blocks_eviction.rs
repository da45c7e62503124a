use crate::model::kubernetes::{Budget, Object, PodSpec, share_of};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Object(check);

/// Checks of other tools about a bound that never lets a pod go, whatever there is to protect.
const NEVER_UNAVAILABLE: [&str; 2] = ["kube-linter:pdb-max-unavailable", "polaris:pdbDisruptionsIsZero"];
const ALL_AVAILABLE: [&str; 2] = ["kube-linter:pdb-min-available", "polaris:pdbDisruptionsIsZero"];
/// Those about a bound that is as high as the number of pods.
const TOO_MANY: [&str; 1] = ["kube-linter:pdb-min-available"];
const TOO_MANY_SCALED: [&str; 2] =
    ["kube-linter:pdb-min-available", "polaris:pdbMinAvailableGreaterThanHPAMinReplicas"];

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let Some(budget) = Budget::new(object) else { return };
    let title = object.title();
    let help = "let at least one pod go, as with `maxUnavailable: 1`: a node with such a pod cannot be drained";
    if let Some(most) = budget.bound("maxUnavailable").filter(|most| ["0", "0%"].contains(&most.text())) {
        cx.report(most, format!("{title} never lets a pod go")).stands_for(NEVER_UNAVAILABLE).help(help);
    }
    let Some(least) = budget.bound("minAvailable") else { return };
    if least.as_str() == Some("100%") {
        cx.report(least, format!("{title} never lets a pod go")).stands_for(ALL_AVAILABLE).help(help);
        return;
    }
    let Some(selector) = budget.selector() else { return };
    let pods = cx.project.manifests.selected_by(object, selector);
    let counts: Option<Vec<(PodSpec<'_>, i64, bool)>> = pods.into_iter().map(|pod| count(pod, cx)).collect();
    let Some(counts) = counts.filter(|counts| !counts.is_empty()) else { return };
    let all = counts.iter().fold(0i64, |sum, (_, count, _)| sum.saturating_add(*count));
    if all == 0 || share_of(least, all).is_none_or(|least| least < all) {
        return;
    }
    let is_scaled = counts.iter().any(|(.., scaled)| *scaled);
    // A share of what an autoscaler runs lets pods go as soon as it has added some.
    if is_scaled && least.as_i64().is_none() {
        return;
    }
    let (first, ..) = counts[0];
    let workload = first.object().title();
    let message = match (is_scaled, all) {
        (true, _) => format!("{title} lets no pod of {workload} go while the autoscaler runs its least, {all}"),
        (false, 1) => format!("{title} never lets a pod go: it asks for the only pod of {workload}"),
        (false, _) => format!("{title} never lets a pod go: it asks for all {all} pods of {workload}"),
    };
    cx.report(least, message)
        .stands_for(if is_scaled { TOO_MANY_SCALED.as_slice() } else { &TOO_MANY }.iter().copied())
        .help(help)
        .label(first.object().place().span(), "what it protects");
}

/// How many pods of a template there are at least, and whether an autoscaler says so; `None` if nobody can know.
fn count<'t>(pod: PodSpec<'t>, cx: &Cx<'_>) -> Option<(PodSpec<'t>, i64, bool)> {
    let object = pod.object();
    if let [autoscaler, ..] = cx.project.manifests.autoscalers_of(object).as_slice() {
        return Some((pod, autoscaler.least()?, true));
    }
    let replicas = object.replicas().filter(|_| !cx.project.manifests.may_be_scaled_elsewhere(object))?;
    Some((pod, replicas, false))
}
