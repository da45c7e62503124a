use super::missing_reference;
use crate::model::kubernetes::{PodSpec, Reference, access};
use crate::project::manifests::Wanted;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::PodSpec(check);

fn check(pod: PodSpec<'_>, cx: &mut Cx<'_>) {
    let namespace = pod.object().namespace_node().and_then(Node::as_text);
    let is_built_in = |name: Node<'_>| name.as_text().is_some_and(|name| access::is_built_in_account(namespace, name));
    let concerns = |reference: &Reference<'_>| reference.kind == "ServiceAccount" && !is_built_in(reference.name);
    missing_reference::check(pod, cx, "ServiceAccount", concerns);
    let named = Reference::all(pod).into_iter().find(concerns);
    let Some((node, name)) = named.and_then(|reference| Some((reference.name, reference.name.as_text()?))) else {
        return;
    };
    let manifests = &cx.project.manifests;
    let wanted = Wanted { asker: pod.object(), kind: "ServiceAccount", name, namespace: None };
    let Some(missing) = manifests.missing(wanted).filter(|missing| missing.near.is_none()) else { return };
    // Where accounts are applied with the workloads, its own would be among them.
    if missing.has_others && manifests.is_closed(node.span().file, name) {
        let title = pod.object().title();
        cx.report(node, format!("{title} names the ServiceAccount `{name}`, which is nowhere in this repository"))
            .help("add the account, or name one that is there: without it no pod is created");
    }
}
