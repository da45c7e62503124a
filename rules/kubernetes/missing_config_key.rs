use crate::model::kubernetes::{MountedFile, Object, PodSpec, Reference};
use crate::rule::{Check, Cx};
use crate::spelling;
use crate::tree::Node;

pub const CHECK: Check = Check::PodSpec(check);

/// Where the keys of a `ConfigMap` and of a Secret stand.
const DATA: [&str; 3] = ["data", "binaryData", "stringData"];

fn check(pod: PodSpec<'_>, cx: &mut Cx<'_>) {
    for reference in Reference::all(pod).into_iter().filter(|it| !it.is_optional) {
        let Some((key, node)) = reference.key.and_then(|node| Some((node.as_text()?, node))) else { continue };
        let Some(without) = without(reference, key, pod, cx) else { continue };
        let message =
            format!("{} needs the key `{key}` of {}, which has no such key", pod.object().title(), without.title());
        let or_else = "add the key, or mark the reference as `optional: true`: the container does not start without it";
        cx.report(node, message)
            .help(help(key, keys(without), or_else))
            .label(without.place().span(), "the keys are here");
    }
    for file in MountedFile::all(pod).into_iter().filter(|it| !it.source.is_optional) {
        check_file(file, pod, cx);
    }
}

/// Reports a file that a container mounts by itself, and that its volume does not have.
fn check_file(file: MountedFile<'_>, pod: PodSpec<'_>, cx: &mut Cx<'_>) {
    let MountedFile { path, place, .. } = file;
    let or_else = "add it: without it the container finds an empty folder where its file should be";
    if let Some(items) = file.items {
        let Some(paths) = file.files().filter(|paths| !paths.iter().any(|path| file.is_at(path))) else { return };
        let message =
            format!("{} mounts the file `{path}`, which is no `path` of the volume's items", pod.object().title());
        cx.report(place, message)
            .help(help(path, paths.into_iter(), or_else))
            .label(items.span(), "the items are here");
    } else if let Some(without) = without(file.source, path, pod, cx) {
        let message =
            format!("{} mounts the key `{path}` of {}, which has no such key", pod.object().title(), without.title());
        cx.report(place, message)
            .help(help(path, keys(without), or_else))
            .label(without.place().span(), "the keys are here");
    }
}

/// The object that a pod names, if it surely is the one and surely does not have a key.
fn without<'p>(source: Reference<'_>, key: &str, pod: PodSpec<'_>, cx: &Cx<'p>) -> Option<Object<'p>> {
    let name = source.name.as_text()?;
    let manifests = &cx.project.manifests;
    let named = manifests.referred(source.kind, name, pod.object());
    // One without a value is there, and empty.
    let lacks_in = |object: &Object<'_>, data: &str| {
        object.node().absent(&[data]) || object.node().get(data).is_some_and(|data| data.lacks(key))
    };
    let lacks = |object: &Object<'_>| has_keys(*object) && DATA.iter().all(|data| lacks_in(object, data));
    let is_sure =
        named.iter().all(lacks) && manifests.is_whole(source.name.span().file) && !manifests.is_made(source.kind, name);
    named.first().copied().filter(|_| is_sure)
}

fn help<'t>(word: &str, there: impl Iterator<Item = &'t str>, or_else: &str) -> String {
    spelling::nearest(word, there).map_or_else(|| or_else.into(), |near| format!("did you mean `{near}`?"))
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
