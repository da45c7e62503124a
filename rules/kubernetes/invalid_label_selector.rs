use crate::model::kubernetes::schema::{Departure, Fault};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Departure(check);

fn check(departure: &Departure<'_>, cx: &mut Cx<'_>) {
    let refused = "the API server rejects the object";
    match departure.fault {
        Fault::Requirement(operator, wrong) => {
            cx.report(operator, format!("the operator `{}` {wrong}", operator.text())).help(refused);
        }
        Fault::EmptySelector(key) => {
            cx.report(key, "`selector: {}` asks for nothing, and so would be for all pods")
                .help(format!("name a label of the pods of the template: {refused}"));
        }
        Fault::Contradiction(key, first) => {
            cx.report(key, format!("no pod meets both requirements for the label `{}`", key.text()))
                .help("take one of them out: the selector matches nothing")
                .label(first.span(), "the other one");
        }
        _ => {}
    }
}
