use crate::model::kubernetes::schema::{Departure, Fault};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Departure(check);

fn check(departure: &Departure<'_>, cx: &mut Cx<'_>) {
    let Fault::Requirement(operator, wrong) = departure.fault else { return };
    cx.report(operator, format!("the operator `{}` {wrong}", operator.text()))
        .help("the API server rejects the object");
}
