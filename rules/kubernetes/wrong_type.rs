use crate::model::kubernetes::schema::{Departure, Fault};
use crate::rule::{Check, Cx};
use crate::tree::Kind;

pub const CHECK: Check = Check::Departure(check);

fn check(departure: &Departure<'_>, cx: &mut Cx<'_>) {
    let Fault::Type(entry, value, expected) = departure.fault else { return };
    let found = match value.kind() {
        Kind::Seq => "a list".to_owned(),
        Kind::Map => "a map".to_owned(),
        Kind::String => format!("the text `\"{}\"`", value.text()),
        _ => format!("`{}`", value.text()),
    };
    let field = entry.key.text();
    let of = if value == entry.value { format!("`{field}`") } else { format!("an item of `{field}`") };
    let place = if value.is_scalar() { value } else { entry.key };
    cx.report(place, format!("{of} is {found} where {expected} is expected")).help("the API server rejects the object");
}
