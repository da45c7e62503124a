use crate::model::kubernetes::schema::{Departure, Fault};
use crate::rule::{Check, Cx};
use crate::tree::Kind;

pub const CHECK: Check = Check::Departure(check);

fn check(departure: &Departure<'_>, cx: &mut Cx<'_>) {
    let Fault::Limit(entry, value, asked) = &departure.fault else { return };
    let name = entry.key.text();
    let (place, message) = match value.kind() {
        Kind::String => (*value, format!("`{name}` is {} characters long", value.text().chars().count())),
        Kind::Seq => (entry.key, format!("`{name}` has a length of {}", value.items().len())),
        Kind::Map => (entry.key, format!("`{name}` has {} fields", value.entries().count())),
        _ => (*value, format!("`{name}: {}` is out of range", value.text())),
    };
    cx.report(place, message).help(format!("the API server asks for {asked}"));
}
