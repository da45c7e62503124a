use crate::fix::{self, Safety};
use crate::model::kubernetes::{Object, is_cluster_wide};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    if !is_cluster_wide(object.group(), object.kind()) {
        return;
    }
    let Some(metadata) = object.node().get("metadata") else { return };
    let Some(entry) = metadata.entry("namespace").filter(|entry| !entry.value.is_null()) else { return };
    // A namespace that names itself is clear enough.
    if object.kind() == "Namespace" && object.name().is_some_and(|name| entry.value.as_text() == Some(name)) {
        return;
    }
    cx.report(entry.key, format!("{} is of no namespace, so that `namespace` says nothing", object.title()))
        .help(format!("remove it: there is but one {} of this name in the cluster", object.kind()))
        .fix("remove the namespace", Safety::Safe, fix::yaml::remove(entry));
}
