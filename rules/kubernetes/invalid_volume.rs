use crate::model::kubernetes::schema::is_stand_in;
use crate::model::kubernetes::volume::{Volume, leads_out};
use crate::model::kubernetes::{PodSpec, downward};
use crate::rule::{Check, Cx};
use crate::tree::{Entry, Node};

pub const CHECK: Check = Check::PodSpec(check);

fn check(pod: PodSpec<'_>, cx: &mut Cx<'_>) {
    for volume in pod.volumes().into_iter().map(Volume::new) {
        let title = format!("volume `{}`", volume.name());
        one_source(&volume.sources(), &title, cx);
        for (_, sources) in volume.projections() {
            one_source(&sources, &format!("a source of {title}"), cx);
        }
        for file in volume.files() {
            check_file(file, &title, cx);
        }
        check_folders(volume, &title, cx);
    }
}

/// A volume is made of one thing.
fn one_source(sources: &[Entry<'_>], title: &str, cx: &mut Cx<'_>) {
    let [first, second, ..] = sources else { return };
    let (one, other) = (first.key.text(), second.key.text());
    cx.report(second.key, format!("{title} is both `{one}` and `{other}`"))
        .help("make two volumes of it, or remove one: the API server refuses the object")
        .label(first.key.span(), "the other one");
}

/// A file stands within its volume, and holds something that there is.
fn check_file(file: Node<'_>, title: &str, cx: &mut Cx<'_>) {
    let path =
        file.get("path").filter(|path| path.as_str().is_some_and(|path| leads_out(path) || path.starts_with("..")));
    if let Some(path) = path {
        cx.report(path, format!("`{}` leads out of {title}", path.text()))
            .help("write a path within the volume: the API server refuses the object");
    }
    if let Some(asked) = downward::unavailable(file, true) {
        let help = asked.near.map_or_else(
            || "a file may hold the name, namespace, UID, labels and annotations of the pod".into(),
            |near| format!("did you mean `{near}`?"),
        );
        cx.report(asked.node, format!("a file of {title} cannot hold `{}`", asked.node.text())).help(help);
    }
}

/// Paths on the node and on a server are absolute or without `..`.
fn check_folders(volume: Volume<'_>, title: &str, cx: &mut Cx<'_>) {
    let path = |source: &str| {
        volume
            .source(source)
            .and_then(|source| source.get("path"))
            .filter(|path| path.as_str().is_some_and(|it| !it.is_empty()))
    };
    if let Some(path) = path("hostPath").filter(|path| path.text().split('/').any(|part| part == "..")) {
        cx.report(path, format!("{title} goes up with `..`"))
            .help("write the path of the folder itself: the API server refuses the object");
    }
    if let Some(path) = path("nfs").filter(|path| !path.text().starts_with('/') && !is_stand_in(path.text())) {
        cx.report(path, format!("`{}` of {title} is not absolute", path.text()))
            .help("begin the path on the server with `/`: the API server refuses the object");
    }
}
