use crate::model::kubernetes::Object;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    if !object.is("", "Pod") || object.is_hook() || is_static(object) {
        return;
    }
    let spec = ["spec"];
    let Some(spec) = object.node().at(&spec).filter(|spec| spec.is_map()) else { return };
    // What runs to its end, and what is made under a new name each time, is started by hand.
    let is_once =
        !spec.absent(&["restartPolicy"]) && spec.get("restartPolicy").and_then(Node::as_str) != Some("Always");
    let is_generated = object.node().at(&["metadata", "generateName"]).is_some();
    if !is_once && !is_generated {
        let place = object.node().get("kind").unwrap_or(object.place());
        cx.report(place, format!("{} is lost with its node, as nothing makes it again", object.title()))
            .help("make it with a Deployment, a StatefulSet or a Job");
    }
}

/// Whether the kubelet of a node runs it from a file: part of the control plane.
fn is_static(object: Object<'_>) -> bool {
    let tier = object.labels().and_then(|labels| labels.get("tier")).and_then(Node::as_str);
    tier == Some("control-plane") || object.namespace_node().is_some_and(|namespace| namespace.text() == "kube-system")
}
