use crate::fix::{self, Safety};
use crate::model::kubernetes::schema::{Departure, Fault, label_now};
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Departure(check);

/// The classes of Google's own controller, which looks at nothing but the annotation.
const OF_GOOGLE: [&str; 3] = ["gce", "gce-internal", "gce-multi-cluster"];

fn check(departure: &Departure<'_>, cx: &mut Cx<'_>) {
    let Fault::Deprecated(old, instead) = departure.fault else { return };
    let name = old.text();
    let class = old.parent().and_then(|map| map.get(name)).filter(|_| name == "kubernetes.io/ingress.class");
    if class.and_then(Node::as_text).is_some_and(|class| OF_GOOGLE.contains(&class)) {
        return;
    }
    let now = label_now(name).filter(|_| instead.is_empty());
    let help = now.map_or_else(|| instead.to_owned(), |now| format!("use `{now}`"));
    let entry = departure.owner.node.entries().find(|entry| entry.key == old);
    let reported = cx.report(old, format!("`{name}` is deprecated")).help(help);
    if let Some(entry) = entry.filter(|_| name == "serviceAccount") {
        reported.fix("call it `serviceAccountName`", Safety::Safe, fix::yaml::rename_key(entry, "serviceAccountName"));
    }
}
