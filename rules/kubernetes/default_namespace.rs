use crate::model::kubernetes::{Object, is_cluster_wide};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    // In what is of the whole cluster the field says nothing, which is told by `kubernetes/namespace-on-cluster-scoped`.
    let Some(namespace) = object.node().at(&["metadata", "namespace"]) else { return };
    if namespace.as_str() == Some("default") && !is_cluster_wide(object.group(), object.kind()) {
        cx.report(namespace, format!("{} is in the namespace `default`", object.title()))
            .help("give it a namespace of its own");
    }
}
