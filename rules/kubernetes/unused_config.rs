use crate::model::kubernetes::Object;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Object(check);

/// Prefixes of labels that say what an object is, and are no sign that some controller looks for it.
const DESCRIPTIVE: [&str; 3] = ["app.kubernetes.io/", "helm.sh/", "kustomize.toolkit.fluxcd.io/"];

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let kinds = ["ConfigMap", "Secret", "PersistentVolumeClaim", "ServiceAccount"];
    let manifests = &cx.project.manifests;
    let file = object.node().span().file;
    if !kinds.iter().any(|kind| object.is("", kind)) || !manifests.is_closed(file) || !manifests.has_pods(file) {
        return;
    }
    let Some((name, node)) = object.name().zip(object.name_node()) else { return };
    let is_marked = |key: &str| key.contains('/') && !DESCRIPTIVE.iter().any(|prefix| key.starts_with(prefix));
    let is_found_by_label = ["labels", "annotations"].iter().any(|field| {
        let map = object.node().at(&["metadata", field]);
        map.is_some_and(|map| map.is_open() || map.entries().any(|entry| is_marked(entry.key.text())))
    });
    let is_dashboard =
        object.labels().is_some_and(|labels| labels.entries().any(|it| it.key.text().contains("grafana")));
    if is_found_by_label || is_dashboard || name == "default" || manifests.is_mentioned(name) {
        return;
    }
    cx.report(node, format!("nothing in this repository names {}", object.title()))
        .help("remove it, or name it where it is needed");
}
