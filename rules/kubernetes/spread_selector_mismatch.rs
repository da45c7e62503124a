use crate::model::kubernetes::{LabelSelector, PodSpec};
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::PodSpec(check);

/// The two lists of terms of an anti-affinity, and where in their items the term is.
const TERMS: [(&str, &[&str]); 2] = [
    ("requiredDuringSchedulingIgnoredDuringExecution", &[]),
    ("preferredDuringSchedulingIgnoredDuringExecution", &["podAffinityTerm"]),
];

fn check(pod: PodSpec<'_>, cx: &mut Cx<'_>) {
    let title = pod.object().title();
    for constraint in pod.spec().get("topologySpreadConstraints").into_iter().flat_map(Node::items) {
        let Some(selector) = constraint.get("labelSelector").map(LabelSelector::new) else { continue };
        if misses_itself(pod, selector) {
            cx.report(place(selector), format!("{title} spreads pods that are not its own"))
                .help("make the selector match the labels of its pods: as it is, they are not counted and not spread");
        }
    }
    let affinity = pod.spec().at(&["affinity", "podAntiAffinity"]);
    for (list, path) in TERMS {
        let items = affinity.and_then(|affinity| affinity.get(list)).into_iter().flat_map(Node::items);
        for term in items.filter_map(|item| item.at(path)) {
            let Some(selector) = term.get("labelSelector").map(LabelSelector::new) else { continue };
            let is_here = ["namespaces", "namespaceSelector", "matchLabelKeys", "mismatchLabelKeys"];
            if !is_here.iter().all(|key| term.absent(&[key])) || !misses_itself(pod, selector) {
                continue;
            }
            // Keeping away from the pods of another application is what anti-affinity is for, too.
            let manifests = &cx.project.manifests;
            let is_own = |(key, values): &(&str, Vec<&str>)| {
                !values.is_empty() && pod.labels().is_some_and(|labels| labels.get(key).is_some())
            };
            let has_keys = selector.asks().iter().all(is_own);
            let is_alone = manifests.everywhere().matched_by(selector, pod.object()).is_none();
            if has_keys && is_alone && manifests.is_whole(selector.node().span().file) {
                cx.report(place(selector), format!("{title} keeps away from pods that are nowhere in this repository"))
                    .help(
                        "make the selector match the labels of its own pods: as it is, all of them may be on one node",
                    );
            }
        }
    }
}

/// Whether a selector that wants some labels surely does not match the pod that it is in.
fn misses_itself(pod: PodSpec<'_>, selector: LabelSelector<'_>) -> bool {
    let knows = pod.labels().is_some() || pod.lacks_labels();
    knows && !selector.asks().is_empty() && selector.matches(pod.labels()) == Some(false)
}

/// The labels that a selector wants.
fn place(selector: LabelSelector<'_>) -> Node<'_> {
    let of_labels = selector.node().get("matchLabels").filter(|labels| labels.entries().next().is_some());
    of_labels.or_else(|| selector.node().get("matchExpressions")).unwrap_or(selector.node())
}
