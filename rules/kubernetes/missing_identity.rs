use crate::kind::FileKind;
use crate::model::kubernetes::Object;
use crate::model::kubernetes::schema::Schema;
use crate::project::Project;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Repository(check);

fn check(project: &Project<'_>, cx: &mut Cx<'_>) {
    for root in project.roots(FileKind::Kubernetes) {
        if !project.manifests.is_patch(root.span().file) {
            half_named(root, cx);
        }
    }
    for (file, _) in project.files().iter().filter(|(file, _)| !project.manifests.is_patch(*file)) {
        project.manifests.objects(file).iter().for_each(|object| nameless(*object, cx));
    }
}

/// A document with the shape of an object that lacks `apiVersion` or `kind`.
fn half_named(root: Node<'_>, cx: &mut Cx<'_>) {
    let help = "the API server needs `apiVersion` and `kind` to know what it is";
    let is_map = |key: &str| root.get(key).is_some_and(Node::is_map);
    let is_object =
        is_map("metadata") && ["spec", "data", "rules", "template", "subjects"].iter().any(|key| is_map(key));
    if let Some(kind) = root.entry("kind").filter(|kind| kind.value.is_null() && root.entries().count() == 1) {
        cx.report(kind.key, "the object has no `kind`, and nothing else either").help(help);
    }
    let names = [("apiVersion", "kind"), ("kind", "apiVersion")];
    for (missing, there) in names.into_iter().filter(|(missing, _)| root.absent(&[*missing])) {
        let Some(there) = root.entry(there).filter(|entry| is_object && entry.value.as_str().is_some()) else {
            continue;
        };
        cx.report(
            there.key,
            format!("the object has `{}: {}`, but no `{missing}`", there.key.text(), there.value.text()),
        )
        .help(help);
    }
}

/// An object of a built-in kind without a name. What is only asked of the API server, as whether somebody may do something, needs none.
fn nameless(object: Object<'_>, cx: &mut Cx<'_>) {
    let known = Schema::get().kind(object.api_version(), object.kind());
    let asks = object.kind().ends_with("Review") || matches!(object.kind(), "Eviction" | "DeleteOptions" | "Scale");
    let node = object.node();
    if known.is_none() || asks || object.kind().ends_with("List") || object.is_deletion() {
        return;
    }
    if node.absent(&["metadata", "name"]) && node.absent(&["metadata", "generateName"]) {
        let place = node.entry("metadata").map_or(object.place(), |entry| entry.key);
        cx.report(place, format!("this `{}` has no name", object.kind())).help("set `metadata.name`");
    }
}
