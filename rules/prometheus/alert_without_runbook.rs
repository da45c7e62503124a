use crate::model::prometheus::AlertRule;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::AlertRule(check);

fn check(alert: AlertRule<'_>, cx: &mut Cx<'_>) {
    let is_urgent = alert.label("severity").and_then(Node::as_str).is_some_and(|it| ["critical", "page"].contains(&it));
    if !is_urgent {
        return;
    }
    let is_runbook = |key: &str| key.to_ascii_lowercase().contains("runbook");
    if alert.lacks_annotation(is_runbook) {
        cx.report(alert.place(), format!("alert `{}` wakes someone but links no runbook", alert.name()))
            .help("add a `runbook_url` annotation that says what to look at and what to do");
    } else if alert.annotations().is_some_and(|all| all.entries().any(|entry| is_runbook(entry.key.text()))) {
        cx.follows(alert.place());
    }
}
