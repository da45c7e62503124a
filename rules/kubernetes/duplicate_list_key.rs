use crate::model::kubernetes::schema::{Departure, Fault};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Departure(check);

fn check(departure: &Departure<'_>, cx: &mut Cx<'_>) {
    let Fault::Twice(list, item, first) = departure.fault else { return };
    let message = format!("`{}` has `{}` twice", list.key.text(), item.text());
    cx.report(item, message)
        .help("the API server rejects the object, or keeps but one of the two")
        .label(first.span(), "it is here already");
}
