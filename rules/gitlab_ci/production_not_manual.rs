use crate::diagnostic::Severity;
use crate::fix::{Safety, gitlab};
use crate::model::gitlab::{Job, Pipeline};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Pipeline(check);

fn check(pipeline: &Pipeline<'_>, cx: &mut Cx<'_>) {
    if !pipeline.runs_for_branches() {
        return;
    }
    for job in pipeline.jobs.iter().filter(|job| job.deploys_to_production()) {
        let Some(start) = job.starts_by_itself().filter(|_| !pipeline.is_held_before(job)) else { continue };
        let Some(environment) = job.environment() else { continue };
        let rehearsed = after_rehearsal(pipeline, job);
        let message = format!("job `{}` deploys to `{}` without anyone's say", job.name(), environment.text());
        let report = cx.report(environment, message).label(job.key.span(), "starts by itself");
        let report = report.help("add `when: manual`, or let it need a job that is started by hand").fix(
            "let someone start it by hand",
            Safety::Unsafe,
            gitlab::hold(job, start),
        );
        if rehearsed {
            report.severity(Severity::Info);
        }
    }
}

/// Whether it needs a job that deploys somewhere else first.
fn after_rehearsal(pipeline: &Pipeline<'_>, job: &Job<'_>) -> bool {
    let needs = job.needs().unwrap_or_default();
    needs.iter().filter_map(|name| pipeline.job(name)).any(|needed| needed.environment().is_some())
}
