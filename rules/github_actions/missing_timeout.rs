use crate::fix::Safety;
use crate::fix::yaml::{self, Value};
use crate::model::github::Job;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Job(check);

fn check(job: Job<'_>, cx: &mut Cx<'_>) {
    if !job.lacks("uses") || job.get("steps").is_none() {
        return;
    }
    let steps_have = job.steps().next().is_some() && job.steps().all(|step| !step.node.lacks("timeout-minutes"));
    if !job.lacks("timeout-minutes") || steps_have {
        cx.follows(job.key);
    } else {
        let limit = Value::scalar("30");
        let edit =
            job.node.entry("runs-on").and_then(|entry| yaml::insert_entry_after(entry, "timeout-minutes", &limit));
        cx.report(job.key, format!("job `{}` may run for six hours: it has no `timeout-minutes`", job.id()))
            .help("set `timeout-minutes` to a little more than it usually takes")
            .fix("stop it after half an hour", Safety::Unsafe, edit);
    }
}
