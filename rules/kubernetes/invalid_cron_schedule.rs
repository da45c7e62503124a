use crate::model::kubernetes::schema::is_stand_in;
use crate::model::kubernetes::{Object, cron};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    if !object.is("batch", "CronJob") {
        return;
    }
    let written = |field: &str| {
        let node = object.node().at(&["spec", field])?;
        Some((node, node.as_str().filter(|text| !is_stand_in(text))?))
    };
    if let Some((schedule, text)) = written("schedule")
        && let Some(fault) = cron::fault(text)
    {
        cx.report(schedule, format!("the schedule `{text}` {fault}"))
            .help("write minute, hour, day of the month, month and day of the week, as in `30 4 * * 1-5`");
    }
    if let Some((zone, text)) = written("timeZone")
        && let Some((fault, meant)) = cron::time_zone_fault(text)
    {
        let help = meant.map_or(
            "write a name as in `Europe/Berlin` or `Etc/UTC`: the API server rejects the object".into(),
            |meant| format!("did you mean `{meant}`? The API server rejects the object"),
        );
        cx.report(zone, format!("the time zone `{text}` {fault}")).help(help);
    }
}
