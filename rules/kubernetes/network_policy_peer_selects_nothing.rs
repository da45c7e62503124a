use crate::model::kubernetes::{LabelSelector, NetworkPolicy, Object};
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let Some(policy) = NetworkPolicy::new(object) else { return };
    let file = object.node().span().file;
    if !cx.project.manifests.is_whole(file) || cx.project.manifests.may_make_pods(file) {
        return;
    }
    let peers = [("ingress", "from"), ("egress", "to")]
        .into_iter()
        .flat_map(|(field, key)| policy.rules(field).filter_map(move |rule| rule.get(key)).flat_map(Node::items));
    for peer in peers.filter(|peer| peer.lacks("namespaceSelector")) {
        let Some(selector) = peer.get("podSelector").map(LabelSelector::new) else { continue };
        let wanted = selector.wanted();
        let Some((key, value)) = wanted.first().filter(|(_, value)| value.as_text().is_some()) else { continue };
        if cx.project.manifests.everywhere().matched_by(selector, object).is_none() {
            cx.report(selector.node(), format!("{} lets through pods with `{key}: {}`, which no pod here has", object.title(), value.text()))
                .help("make the selector match the labels of a pod template, or give a `namespaceSelector` if the pods are elsewhere");
        }
    }
}
