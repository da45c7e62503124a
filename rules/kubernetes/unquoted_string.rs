use crate::fix::{self, Safety};
use crate::model::kubernetes::schema::{Departure, Fault};
use crate::rule::{Check, Cx};
use crate::tree::Kind;

pub const CHECK: Check = Check::Departure(check);

fn check(departure: &Departure<'_>, cx: &mut Cx<'_>) {
    let Fault::Unquoted(entry, value) = departure.fault else { return };
    let kind = if value.kind() == Kind::Bool { "a boolean" } else { "a number" };
    let text = value.text();
    cx.report(value, format!("`{}` takes text, and YAML reads `{text}` as {kind}", entry.key.text()))
        .help("put it in quotes: the API server rejects the object")
        .fix("put it in quotes", Safety::Safe, fix::yaml::replace(value, &fix::yaml::Value::text(text)));
}
