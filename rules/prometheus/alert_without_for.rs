use crate::fix::yaml::Value;
use crate::fix::{self, Edit, Safety};
use crate::model::prometheus::{AlertRule, looks_back, uses_recorded_metric};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::AlertRule(check);

/// What looks back for so long doesn't jump with one sample.
const STEADY_SECONDS: u64 = 300;

fn check(alert: AlertRule<'_>, cx: &mut Cx<'_>) {
    let Some(expression) = alert.expression() else { return };
    let is_steady = looks_back(expression, STEADY_SECONDS)
        || expression.contains("_over_time")
        || uses_recorded_metric(expression)
        || expression.contains("time()") // an age or a date, which no single sample moves
        || counts_events(expression)
        || expression.trim() == "vector(1)"; // a watchdog, which is meant to fire for ever
    if !is_steady && alert.lacks("for") && alert.lacks("keep_firing_for") {
        cx.report(alert.place(), format!("alert `{}` fires at the first sample", alert.name()))
            .help("add `for`, so that a single bad scrape wakes nobody")
            .fix("wait five minutes", Safety::Unsafe, wait(alert));
    }
}

/// Whether it asks whether something happened just now: with a waiting time it would have to go on happening.
fn counts_events(expression: &str) -> bool {
    ["changes(", "increase(", "resets("].iter().any(|function| expression.contains(function))
}

/// Makes the alert wait, right after its expression.
fn wait(alert: AlertRule<'_>) -> Option<Edit> {
    fix::yaml::insert_entry_after(alert.node().entry("expr")?, "for", &Value::scalar("5m"))
}
