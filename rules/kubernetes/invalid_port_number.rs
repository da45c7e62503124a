use crate::model::kubernetes::schema::{Departure, Fault};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Departure(check);

fn check(departure: &Departure<'_>, cx: &mut Cx<'_>) {
    let Fault::Port(entry) = departure.fault else { return };
    cx.report(entry.value, format!("`{}` of `{}` is no port", entry.value.text(), entry.key.text()))
        .help("ports are numbers from 1 to 65535");
}
