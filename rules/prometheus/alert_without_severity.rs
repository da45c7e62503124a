use crate::model::prometheus::AlertRule;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::AlertRule(check);

fn check(alert: AlertRule<'_>, cx: &mut Cx<'_>) {
    if alert.lacks_label("severity") {
        cx.report(alert.place(), format!("alert `{}` has no severity", alert.name()))
            .help("add a `severity` label, by which Alertmanager decides whom it wakes");
    }
}
