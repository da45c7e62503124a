use crate::model::kubernetes::Object;
use crate::rule::{Check, Cx};
use crate::spelling;

pub const CHECK: Check = Check::Object(check);

/// The namespaces that every cluster has.
const BUILT_IN: [&str; 4] = ["default", "kube-system", "kube-public", "kube-node-lease"];

/// The kinds of `OpenShift` that make a namespace of their name.
const MAKERS: [&str; 2] = ["Project", "ProjectRequest"];

/// How many namespaces are compared with one that is not there.
const MAX_COMPARED: usize = 500;

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let manifests = &cx.project.manifests;
    let Some(node) = object.namespace_node().filter(|node| manifests.is_plain(node.span().file)) else { return };
    let Some(name) = node.as_text() else { return };
    let all = manifests.everywhere();
    let is_made = MAKERS.iter().chain(&["Namespace"]).any(|kind| !all.named(kind, name).is_empty());
    // Whatever else names it, such as Argo CD's `destination`, may make it.
    let is_applied = || all.of_kind("Application").iter().take(MAX_COMPARED).any(|it| it.destination() == Some(name));
    if manifests.is_patch(node.span().file) || is_made || BUILT_IN.contains(&name) || manifests.is_mentioned(name) {
        return;
    }
    let mut namespaces = all.of_kind("Namespace").iter().take(MAX_COMPARED);
    let near = namespaces.find(|namespace| namespace.name().is_some_and(|own| spelling::is_near(name, own)));
    if let Some(near) = near.filter(|_| !is_applied()) {
        cx.report(
            node,
            format!("{} is in the namespace `{name}`, which is nowhere in this repository", object.title()),
        )
        .help(format!("did you mean `{}`?", near.label()))
        .label(near.place().span(), "the namespace with almost this name");
    }
}
