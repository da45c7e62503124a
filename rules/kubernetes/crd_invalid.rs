use crate::model::kubernetes::Object;
use crate::model::kubernetes::schema::{Untyped, is_stand_in, untyped};
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    if object.kind() != "CustomResourceDefinition" || object.api_version() != "apiextensions.k8s.io/v1" {
        return;
    }
    let Some(spec) = object.node().get("spec").filter(|spec| spec.is_map()) else { return };
    let title = object.title();
    let text = |path: &[&str]| spec.at(path).and_then(Node::as_str);
    if let Some((plural, group)) = text(&["names", "plural"]).zip(text(&["group"]))
        && let Some(name) = object
            .name_node()
            .filter(|name| name.as_str().is_some_and(|it| it != format!("{plural}.{group}") && !is_stand_in(it)))
    {
        cx.report(name, format!("a definition of `{plural}` of the group `{group}` is called `{}`", name.text()))
            .help(format!("call it `{plural}.{group}`: the API server refuses any other name"));
    }
    let Some(versions) = spec.get("versions").filter(|versions| versions.is_seq() && !versions.is_open()) else {
        return;
    };
    check_storage(versions, &title, cx);
    let is_patch = cx.project.manifests.is_patch(object.node().span().file);
    let keeps_all = !spec.absent(&["preserveUnknownFields"])
        && spec.get("preserveUnknownFields").and_then(Node::as_bool) != Some(false);
    for version in versions.items().filter(|version| version.is_map()) {
        let name = version.get("name").map_or("", Node::text);
        match version.at(&["schema", "openAPIV3Schema"]) {
            Some(schema) if schema.is_map() && !keeps_all => {
                for Untyped { place, what } in untyped(schema) {
                    cx.report(place, format!("the schema does not say of what type {what} is")).help(
                        "give it a `type`, or `x-kubernetes-preserve-unknown-fields: true`: the API server refuses the object",
                    );
                }
            }
            None if version.absent(&["schema", "openAPIV3Schema"]) && !is_patch => {
                cx.report(version.get("name").unwrap_or(version), format!("version `{name}` of {title} has no schema"))
                    .help(
                        "say under `schema.openAPIV3Schema` what fields there are: the API server refuses the object",
                    );
            }
            _ => {}
        }
    }
}

/// Exactly one version is that in which objects are stored.
fn check_storage(versions: Node<'_>, title: &str, cx: &mut Cx<'_>) {
    let says = |version: Node<'_>| version.get("storage").and_then(Node::as_bool);
    if versions.items().len() == 0
        || versions.items().any(|version| !version.absent(&["storage"]) && says(version).is_none())
    {
        return;
    }
    let stored: Vec<Node<'_>> = versions.items().filter(|version| says(*version) == Some(true)).collect();
    match stored.as_slice() {
        [] => {
            let place = versions.as_entry().map_or(versions, |entry| entry.key);
            cx.report(place, format!("{title} says of no version that objects are stored in it"))
                .help("set `storage: true` for one: the API server refuses the object");
        }
        [first, second, ..] => {
            let place = |version: Node<'_>| version.get("storage").map_or(version.span(), Node::span);
            cx.report(second.get("storage").unwrap_or(*second), format!("{title} stores objects in two versions"))
                .help("leave `storage: true` in one of them: the API server refuses the object")
                .label(place(*first), "the other one");
        }
        [_] => {}
    }
}
