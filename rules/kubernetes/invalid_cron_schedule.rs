use crate::model::kubernetes::schema::is_stand_in;
use crate::model::kubernetes::{Object, cron};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    if !object.is("batch", "CronJob") {
        return;
    }
    let Some(schedule) = object.node().at(&["spec", "schedule"]) else { return };
    let Some(text) = schedule.as_str().filter(|text| !is_stand_in(text)) else { return };
    if let Some(fault) = cron::fault(text) {
        cx.report(schedule, format!("the schedule `{text}` {fault}"))
            .help("write minute, hour, day of the month, month and day of the week, as in `30 4 * * 1-5`");
    }
}
