use crate::fix::yaml::{self as fix, Value};
use crate::fix::{Edit, Safety};
use crate::model::kubernetes::schema::{Departure, Fault, NEWEST, Owner, Shape, advice_on};
use crate::rule::{Check, Cx};
use crate::tree::{Entry, Kind, Node};

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
    cx.report(place, format!("{of} is {found} where {expected} is expected"))
        .help(advice_on(departure.owner.schema.name, field).unwrap_or("the API server rejects the object"))
        .fix(format!("make it {expected}"), Safety::Safe, mend(departure.owner, entry, value));
}

/// The types of items that are no more than the name of an object.
const NAMES: [&str; 2] = ["core/v1.LocalObjectReference", "core/v1.ObjectReference"];

/// The same without quotes, as the only item of a list, or as a name, where that makes it right and nothing else can be meant.
fn mend(owner: Owner<'_>, entry: Entry<'_>, value: Node<'_>) -> Option<Edit> {
    let text = value.as_str()?;
    let is_number = || text.parse::<i64>().is_ok_and(|number| number.to_string() == text);
    let shape = &owner.schema.field(entry.key.text(), NEWEST)?.shape;
    if value != entry.value {
        let is_name = shape.named().is_some_and(|(of, is_item)| is_item && NAMES.contains(&of));
        return is_name.then(|| fix::replace(value, &Value::entry("name", Value::text(text))))?;
    }
    match *shape {
        Shape::Integer if is_number() => fix::replace(value, &Value::scalar(text)),
        Shape::Boolean if matches!(text, "true" | "false") => fix::replace(value, &Value::scalar(text)),
        Shape::List(ref item) if **item == Shape::String && !text.contains([' ', ',', '\n']) && !text.is_empty() => {
            fix::replace(value, &Value::Seq(vec![Value::text(text)]))
        }
        _ => None,
    }
}
