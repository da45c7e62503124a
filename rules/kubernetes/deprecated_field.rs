use crate::fix::{self, Safety};
use crate::model::kubernetes::schema::{Departure, Fault, label_now};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Departure(check);

fn check(departure: &Departure<'_>, cx: &mut Cx<'_>) {
    let Fault::Deprecated(old, instead) = departure.fault else { return };
    let name = old.text();
    let now = label_now(name).filter(|_| instead.is_empty());
    let help = now.map_or_else(|| instead.to_owned(), |now| format!("use `{now}`"));
    let entry = departure.owner.node.entries().find(|entry| entry.key == old);
    let reported = cx.report(old, format!("`{name}` is deprecated")).help(help);
    if let Some(entry) = entry.filter(|_| name == "serviceAccount") {
        reported.fix("call it `serviceAccountName`", Safety::Safe, fix::yaml::rename_key(entry, "serviceAccountName"));
    }
}
