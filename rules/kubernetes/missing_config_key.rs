use crate::model::kubernetes::{Object, PodSpec, Reference};
use crate::rule::{Check, Cx};
use crate::spelling;
use crate::tree::Node;

pub const CHECK: Check = Check::PodSpec(check);

/// Where the keys of a `ConfigMap` and of a Secret stand.
const DATA: [&str; 3] = ["data", "binaryData", "stringData"];

fn check(pod: PodSpec<'_>, cx: &mut Cx<'_>) {
    for reference in Reference::all(pod).into_iter().filter(|it| !it.is_optional) {
        let Some((name, node)) = reference.name.as_text().zip(reference.key) else { continue };
        let Some(key) = node.as_text() else { continue };
        let named = cx.project.manifests.referred(reference.kind, name, pod.object());
        let Some(first) = named.first() else { continue };
        let surely =
            named.iter().all(|object| has_keys(*object) && DATA.iter().all(|data| object.node().absent(&[data, key])));
        if !surely || !cx.project.manifests.is_whole(node.span().file) {
            continue;
        }
        let message =
            format!("{} needs the key `{key}` of {}, which has no such key", pod.object().title(), first.title());
        let help = spelling::nearest(key, keys(*first)).map_or_else(
            || "add the key, or mark the reference as `optional: true`: the container does not start without it".into(),
            |near| format!("did you mean `{near}`?"),
        );
        cx.report(node, message).help(help).label(first.place().span(), "the keys are here");
    }
}

fn keys(object: Object<'_>) -> impl Iterator<Item = &str> {
    DATA.iter()
        .filter_map(move |data| object.node().get(data))
        .flat_map(Node::entries)
        .filter_map(|it| it.key.as_text())
}

/// Whether it has any key: an empty one is filled by something at run time.
fn has_keys(object: Object<'_>) -> bool {
    keys(object).next().is_some()
}
