//! Fixes that add a field to the security context of a pod or a container, for the rules that miss one.

use crate::fix::yaml::Value;
use crate::fix::{self, Edit};
use crate::model::kubernetes::{Container, PodSpec};
use crate::tree::Node;

const CONTEXT: &str = "securityContext";

/// Says it once for all containers of a pod.
pub fn in_pod(pod: PodSpec<'_>, field: &str, value: Value) -> Option<Edit> {
    match pod.spec().get(CONTEXT) {
        // Above the containers, where people look for it.
        None => pod
            .spec()
            .lacks(CONTEXT)
            .then(|| fix::yaml::insert_first(pod.spec(), CONTEXT, &Value::entry(field, value)))?,
        Some(context) => in_context(context, field, value),
    }
}

/// Says it for one container.
pub fn in_container(container: Container<'_>, field: &str, value: Value) -> Option<Edit> {
    let node = container.node();
    match node.get(CONTEXT) {
        None => node.lacks(CONTEXT).then(|| fix::yaml::insert(node, CONTEXT, &Value::entry(field, value)))?,
        Some(context) => in_context(context, field, value),
    }
}

fn in_context(context: Node<'_>, field: &str, value: Value) -> Option<Edit> {
    match context.get(field) {
        _ if context.is_null() => fix::yaml::replace(context, &Value::entry(field, value)),
        Some(null) => null.is_null().then(|| fix::yaml::replace(null, &value))?,
        None => context.lacks(field).then(|| fix::yaml::insert(context, field, &value))?,
    }
}
