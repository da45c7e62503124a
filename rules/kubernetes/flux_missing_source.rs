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
    let values = spec.get("valuesFrom").into_iter().flat_map(Node::items);
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
    if manifests.missing(wanted).is_none() {
        return;
    }
    // Objects of Flux in one namespace find each other wherever in the repository they are.
    let may_be = |other: Object<'_>| wanted.is_in_namespace(other) != Some(false);
    let Some(near) = manifests.everywhere().near_where(kind, name, may_be) else { return };
    cx.report(node, format!("{} names the {kind} `{name}`, which is nowhere in this repository", object.title()))
        .help(format!("did you mean `{}`?", near.label()))
        .label(near.place().span(), format!("the {kind} with almost this name"));
}
