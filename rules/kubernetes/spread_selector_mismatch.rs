use crate::model::kubernetes::{LabelSelector, PodSpec};
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::PodSpec(check);

/// The checks of other tools, by the kind of the workload.
const PEERS: [(&str, &[&str]); 2] = [
    (
        "Deployment",
        &[
            "kube-linter:no-anti-affinity",
            "kube-score:deployment-has-host-podantiaffinity",
            "kics:k8s/deployment_has_no_pod_anti_affinity",
        ],
    ),
    (
        "StatefulSet",
        &[
            "kube-linter:no-anti-affinity",
            "kube-score:statefulset-has-host-podantiaffinity",
            "kics:k8s/statefulset_has_no_pod_anti_affinity",
        ],
    ),
];

fn check(pod: PodSpec<'_>, cx: &mut Cx<'_>) {
    let spreads = pod.spec().get("topologySpreadConstraints").into_iter().flat_map(Node::items);
    for spread in spreads {
        report(pod, spread, "spread", cx);
    }
    let Some(rules) = pod.spec().at(&["affinity", "podAntiAffinity"]) else { return };
    let required = rules.get("requiredDuringSchedulingIgnoredDuringExecution").into_iter().flat_map(Node::items);
    let preferred = rules.get("preferredDuringSchedulingIgnoredDuringExecution").into_iter().flat_map(Node::items);
    for term in required.chain(preferred.filter_map(|it| it.get("podAffinityTerm"))) {
        // In other namespaces it is about other pods on purpose.
        if term.absent(&["namespaces"]) && term.absent(&["namespaceSelector"]) {
            report(pod, term, "kept apart", cx);
        }
    }
}

/// Reports a selector that is about pods like these, with the same labels, but for a value that they do not have.
fn report(pod: PodSpec<'_>, term: Node<'_>, how: &str, cx: &mut Cx<'_>) {
    let Some((selector, labels)) = term.get("labelSelector").map(LabelSelector::new).zip(pod.labels()) else { return };
    if selector.matches(Some(labels)) != Some(false) || !term.absent(&["matchLabelKeys"]) {
        return;
    }
    let wanted = selector.wanted();
    let has_all = wanted.iter().all(|(key, _)| labels.get(key).is_some());
    let wrong = wanted.iter().find_map(|(key, value)| {
        let own = labels.get(key)?;
        (own.as_text()? != value.as_text()?).then_some((*key, *value, own))
    });
    let Some((key, value, own)) = wrong.filter(|_| has_all) else { return };
    let peers = PEERS.iter().find(|(kind, _)| *kind == pod.object().kind()).map_or(&[][..], |(_, peers)| peers);
    let title = pod.object().title();
    let message =
        format!("the pods of {title} are {how} by `{key}: {}`, but have `{key}: {}`", value.text(), own.text());
    cx.report(value, message)
        .help("name a label that these pods have: as it is, they may all be on one node")
        .label(own.span(), "what they have")
        .stands_for(peers.iter().copied());
}
