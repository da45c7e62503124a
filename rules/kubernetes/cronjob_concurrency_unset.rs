use crate::fix::{self, Safety};
use crate::model::kubernetes::Object;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Object(check);

/// A job that is due so often, in minutes, soon overlaps itself.
const OFTEN: u32 = 5;

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    if !object.is("batch", "CronJob") || !object.node().absent(&["spec", "concurrencyPolicy"]) {
        return;
    }
    let Some(schedule) = object.node().at(&["spec", "schedule"]) else { return };
    if let Some(minutes) = schedule.as_str().and_then(interval).filter(|minutes| *minutes <= OFTEN) {
        let often = if minutes == 1 { "every minute".to_owned() } else { format!("every {minutes} minutes") };
        cx.report(schedule, format!("{} is due {often}, whether or not the last one has ended", object.title()))
            .help("set `concurrencyPolicy: Forbid`, unless several may run at a time")
            .fix(
                "let one run at a time",
                Safety::Unsafe,
                fix::yaml::put(object.node(), &["spec", "concurrencyPolicy"], &fix::yaml::Value::scalar("Forbid")),
            );
    }
}

/// After how many minutes a schedule comes again, if it goes by minutes alone.
fn interval(schedule: &str) -> Option<u32> {
    let minute = schedule.split_whitespace().next()?;
    match minute.strip_prefix("*/") {
        Some(step) => step.parse().ok().filter(|step| *step > 0),
        None => (minute == "*").then_some(1),
    }
}
