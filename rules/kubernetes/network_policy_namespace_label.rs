use crate::model::kubernetes::{LabelSelector, NetworkPolicy, Object};
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

/// How many namespaces are looked at; where there are more, nothing is said.
const MOST: usize = 200;

/// The label that Kubernetes gives every namespace itself.
const OWN: &str = "kubernetes.io/metadata.name";

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let Some(policy) = NetworkPolicy::new(object) else { return };
    let namespaces = cx.project.manifests.everywhere().of_kind("Namespace");
    if namespaces.len() > MOST {
        return;
    }
    let peers = [("ingress", "from"), ("egress", "to")]
        .into_iter()
        .flat_map(|(field, key)| policy.rules(field).filter_map(move |rule| rule.get(key)).flat_map(Node::items));
    for selector in peers.filter_map(|peer| peer.get("namespaceSelector")).map(LabelSelector::new) {
        let Some((_, wanted)) = selector.wanted().into_iter().find(|(key, _)| *key == "name") else { continue };
        let Some(name) = wanted.as_text() else { continue };
        let has = |namespace: &Object<'_>| {
            let labels = namespace.labels();
            let label = labels.and_then(|labels| labels.get("name"));
            label.map_or(!namespace.node().absent(&["metadata", "labels", "name"]), |label| {
                label.as_text().is_none_or(|label| label == name)
            })
        };
        if !namespaces.iter().any(has) {
            cx.report(
                wanted,
                format!("{} selects namespaces with the label `name: {name}`, which none here has", object.title()),
            )
            .help(format!("select `{OWN}: {name}`, which Kubernetes sets itself, or give the namespace the label"));
        }
    }
}
