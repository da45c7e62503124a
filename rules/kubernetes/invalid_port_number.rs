use crate::diagnostic::Severity;
use crate::model::kubernetes::schema::{Departure, Fault};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Departure(check);

fn check(departure: &Departure<'_>, cx: &mut Cx<'_>) {
    match departure.fault {
        Fault::Port(entry) => {
            cx.report(entry.value, format!("`{}` of `{}` is no port", entry.value.text(), entry.key.text()))
                .help("ports are numbers from 1 to 65535");
        }
        Fault::NodePort(entry) => {
            cx.report(entry.value, format!("the node port {} is outside of 30000 to 32767", entry.value.text()))
                .help("the API server takes it only where its `--service-node-port-range` was widened")
                .severity(Severity::Info)
                .stands_for([]);
        }
        _ => {}
    }
}
