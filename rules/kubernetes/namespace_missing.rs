use crate::model::kubernetes::Object;
use crate::rule::{Check, Cx};
use crate::spelling;

pub const CHECK: Check = Check::Object(check);

/// How many namespaces are compared with one that is not there.
const MAX_COMPARED: usize = 500;

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let manifests = &cx.project.manifests;
    let Some(node) = object.namespace_node().filter(|node| manifests.is_plain(node.span().file)) else { return };
    let Some(name) = node.as_text() else { return };
    let all = manifests.everywhere();
    if manifests.is_patch(node.span().file) || !all.named("Namespace", name).is_empty() {
        return;
    }
    let mut namespaces = all.of_kind("Namespace").iter().take(MAX_COMPARED);
    let near = namespaces.find(|namespace| namespace.name().is_some_and(|own| spelling::is_near(name, own)));
    if let Some(near) = near {
        cx.report(
            node,
            format!("{} is in the namespace `{name}`, which is nowhere in this repository", object.title()),
        )
        .help(format!("did you mean `{}`?", near.label()))
        .label(near.place().span(), "the namespace with almost this name");
    }
}
