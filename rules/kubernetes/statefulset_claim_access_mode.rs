use crate::model::kubernetes::Object;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

/// The access modes of a volume that one node, or one pod, writes to.
const OF_ONE: [&str; 2] = ["ReadWriteOnce", "ReadWriteOncePod"];

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let entry = object.node().get("spec").and_then(|spec| spec.entry("volumeClaimTemplates"));
    let Some(entry) = entry.filter(|entry| object.is("apps", "StatefulSet") && !entry.value.is_open()) else { return };
    let is_other = |mode: Node<'_>| mode.as_str().is_some_and(|mode| !OF_ONE.contains(&mode));
    let is_shared = |claim: Node<'_>| {
        let modes = claim.at(&["spec", "accessModes"]).filter(|modes| modes.is_seq() && !modes.is_open());
        modes.is_some_and(|modes| modes.items().all(is_other))
    };
    if entry.value.items().len() > 0 && entry.value.items().all(is_shared) {
        cx.report(entry.key, format!("no claim of {} is `ReadWriteOnce`", object.title()))
            .help("use `ReadWriteOnce`, or `ReadWriteOncePod`: each pod has a claim of its own");
    }
}
