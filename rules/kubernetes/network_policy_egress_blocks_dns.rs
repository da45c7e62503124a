use crate::model::kubernetes::{NetworkPolicy, Object, PodSpec};
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let Some(policy) = NetworkPolicy::new(object).filter(|policy| policy.isolates("Egress") == Some(true)) else {
        return;
    };
    let Some((field, selector)) = policy.field("egress").zip(policy.selector()) else { return };
    if field.is_open() || !policy.rules("egress").any(goes_to_pods) || policy.may_allow_dns() {
        return;
    }
    let file = object.node().span().file;
    let units = || cx.project.manifests.units(file);
    if !cx.project.manifests.is_whole(file) {
        return;
    }
    let pods: Vec<PodSpec<'_>> = units().flat_map(|unit| unit.index().matched_by(selector, object).found).collect();
    // Pods of others may have policies of others.
    if pods.is_empty() {
        return;
    }
    let reaches = |other: &NetworkPolicy<'_>| {
        let may_match = |pod: &PodSpec<'_>| other.selector().is_none_or(|it| it.matches(pod.labels()) != Some(false));
        pods.iter().any(may_match)
    };
    // Those that are not looked at may allow it.
    let Some(others) = cx.project.manifests.beside("NetworkPolicy", object) else { return };
    let mut others = others.into_iter().filter_map(NetworkPolicy::new);
    if others.any(|other| other.isolates("Egress") != Some(false) && reaches(&other) && other.may_allow_dns()) {
        return;
    }
    let place = object.node().get("spec").and_then(|spec| spec.entry("egress")).map_or(field, |entry| entry.key);
    cx.report(
        place,
        format!("{} lets its pods connect to others, but not ask the name server for them", object.title()),
    )
    .help("allow port 53, UDP and TCP, to `kube-system`: without it no name of a service can be resolved");
}

/// Whether a rule lets pods be reached on ports that it lists.
fn goes_to_pods(rule: Node<'_>) -> bool {
    let mut peers = rule.get("to").into_iter().flat_map(Node::items);
    peers.any(|peer| peer.get("podSelector").is_some() || peer.get("namespaceSelector").is_some())
}
