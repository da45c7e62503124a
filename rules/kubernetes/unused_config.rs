use crate::model::kubernetes::Object;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Object(check);

/// Labels that say what an object is, and are no sign that some controller looks for it: by the beginnings of their keys.
const DESCRIPTIVE: [&str; 9] =
    ["app", "chart", "component", "heritage", "k8s-app", "name", "release", "version", "helm.sh/"];

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let kinds = ["ConfigMap", "Secret", "PersistentVolumeClaim", "ServiceAccount"];
    let manifests = &cx.project.manifests;
    let file = object.node().span().file;
    if !kinds.iter().any(|kind| object.is("", kind)) || !manifests.has_pods(file) {
        return;
    }
    let Some((name, node)) = object.name().zip(object.name_node()) else { return };
    if is_marked(object) || name == "default" || manifests.is_mentioned(name) || !manifests.is_closed(file, name) {
        return;
    }
    cx.report(node, format!("no manifest here names {}", object.title()))
        .help("remove it, or name it where it is needed");
}

/// Whether an object has a label or an annotation by which something may find it.
pub fn is_marked(object: Object<'_>) -> bool {
    let finds = |key: &str| !DESCRIPTIVE.iter().any(|beginning| key.starts_with(beginning));
    ["labels", "annotations"].iter().any(|field| match object.node().at(&["metadata", field]) {
        Some(map) => map.is_open() || map.entries().any(|entry| finds(entry.key.text())),
        None => !object.node().absent(&["metadata", field]),
    })
}
