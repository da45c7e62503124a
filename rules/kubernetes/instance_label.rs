use crate::model::kubernetes::Object;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

const INSTANCE: &str = "app.kubernetes.io/instance";

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    if object.pods().is_empty() || cx.project.manifests.is_patch(object.node().span().file) {
        return;
    }
    let Some(name) = object.name() else { return };
    let path = ["metadata", "labels", INSTANCE];
    match object.node().at(&path).filter(|it| !it.is_null()) {
        Some(label) if label.as_text().is_some_and(|it| it != name) => {
            let message = format!("label `{INSTANCE}` of {} is `{}`", object.title(), label.text());
            cx.report(label, message).help("set it to the name of the workload");
        }
        None if object.node().absent(&path) => {
            let place = object.labels().filter(|it| it.is_map()).and_then(Node::parent).map(|_| object.gap(&path));
            cx.report(place.unwrap_or(object.place()), format!("{} has no label `{INSTANCE}`", object.title()))
                .help("set it to the name of the workload");
        }
        _ => {}
    }
}
