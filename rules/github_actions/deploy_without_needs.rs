use crate::fix::{Safety, yaml};
use crate::model::github::{Job, Step, Workflow};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Workflow(check);

fn check(workflow: Workflow<'_>, cx: &mut Cx<'_>) {
    if workflow.jobs().nth(1).is_none()
        || !workflow.triggers().known
        || workflow.triggers().get("workflow_run").is_some()
    {
        return;
    }
    for job in workflow.jobs().filter(|job| !job.steps().any(Step::is_test)) {
        let Some(delivery) = job.delivery() else { continue };
        let Some(test) = ungated(job) else { continue };
        let message = format!("job `{}` does not wait for `{}` before it runs `{}`", job.id(), test.id(), delivery.by);
        let lines = format!("needs: {}", test.id());
        let edit = job
            .node
            .entry("runs-on")
            .filter(|_| job.lacks("needs"))
            .and_then(|entry| yaml::insert_after(entry, &[&lines]));
        cx.report(job.key, message)
            .label(test.key.span(), "runs at the same time")
            .label(delivery.place.span(), "delivers here")
            .help("add it to `needs`, so that nothing is delivered that fails its tests")
            .fix(format!("wait for `{}`", test.id()), Safety::Unsafe, edit);
    }
}

/// A job that tests in the same run and that this one does not wait for, if it waits for none.
fn ungated(job: Job<'_>) -> Option<Job<'_>> {
    let ancestors = job.ancestors()?;
    if ancestors.iter().any(|other| other.is_test() || other.is_call()) {
        return None;
    }
    let tests: Vec<Job<'_>> = job.workflow.jobs().filter(|other| *other != job && other.is_test()).collect();
    let waits = |test: &Job<'_>| test.ancestors().is_none_or(|before| before.contains(&job));
    if tests.iter().any(waits) {
        return None;
    }
    tests.into_iter().find(|test| test.lacks("if"))
}
