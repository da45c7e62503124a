use crate::model::kubernetes::Object;
use crate::project::manifests::Wanted;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    if !object.group().ends_with("toolkit.fluxcd.io") {
        return;
    }
    let Some(spec) = object.node().get("spec") else { return };
    let sources = [spec.get("sourceRef"), spec.get("chartRef"), spec.at(&["chart", "spec", "sourceRef"])];
    // With `optional: true` Flux does without them.
    let values = [spec.get("valuesFrom"), spec.at(&["postBuild", "substituteFrom"])].into_iter().flatten();
    let values = values
        .flat_map(Node::items)
        .filter(|it| it.lacks("optional") || it.get("optional").and_then(Node::as_bool) == Some(false));
    for reference in sources.into_iter().flatten().chain(values) {
        if let Some(kind) = reference.get("kind").and_then(Node::as_str) {
            check_reference(reference, kind, object, cx);
        }
    }
    for reference in spec.get("dependsOn").into_iter().flat_map(Node::items) {
        check_reference(reference, object.kind(), object, cx);
    }
}

fn check_reference(reference: Node<'_>, kind: &str, object: Object<'_>, cx: &mut Cx<'_>) {
    let Some(node) = reference.get("name") else { return };
    let Some(name) = node.as_text() else { return };
    let namespace = match reference.get("namespace") {
        Some(namespace) => match namespace.as_text() {
            Some(namespace) => Some(namespace),
            None => return,
        },
        None => None,
    };
    let wanted = Wanted { asker: object, kind, name, namespace };
    let manifests = &cx.project.manifests;
    let Some(missing) = manifests.missing(wanted) else { return };
    let near = missing.near.or_else(|| manifests.everywhere().near_where(kind, name, |other| may_be(other, wanted)));
    let Some(near) = near else { return };
    cx.report(node, format!("{} names the {kind} `{name}`, which is nowhere in this repository", object.title()))
        .help(format!("did you mean `{}`?", near.label()))
        .label(near.place().span(), format!("the {kind} with almost this name"));
}

/// Whether an object that is applied from elsewhere may be meant. Objects of Flux in one namespace find each other wherever in the
/// repository they are; values are those of one cluster, and the same namespace has to be written at both.
fn may_be(other: Object<'_>, wanted: Wanted<'_>) -> bool {
    match wanted.is_in_namespace(other) {
        Some(is_same) => is_same && (other.namespace_node().is_some() || !is_value(other)),
        None => !is_value(other),
    }
}

fn is_value(object: Object<'_>) -> bool {
    object.is("", "ConfigMap") || object.is("", "Secret")
}
