use crate::model::kubernetes::Object;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Object(check);

/// The field.
const LIFE: &str = "ttlSecondsAfterFinished";

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let title = object.title();
    if object.is("batch", "Job") && !object.is_hook() && object.node().absent(&["spec", LIFE]) {
        cx.report(object.gap(&["spec", LIFE]), format!("{title} stays for ever when it has finished"))
            .help(format!("set `{LIFE}` to how long its log is of use"));
    } else if object.is("batch", "CronJob")
        && let Some(life) = object.node().at(&["spec", "jobTemplate", "spec", LIFE])
        && let Some(seconds) = life.as_i64()
    {
        cx.report(life, format!("the jobs of {title} are gone {seconds} seconds after they end")).help(format!(
            "leave `{LIFE}` out: a CronJob keeps as many of its last jobs as `successfulJobsHistoryLimit` says"
        ));
    }
}
