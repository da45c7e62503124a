use crate::fix::{Safety, yaml};
use crate::model::github::{Job, Workflow};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Workflow(check);

fn check(workflow: Workflow<'_>, cx: &mut Cx<'_>) {
    let Some(jobs) = workflow.root.entry("jobs") else { return };
    if !workflow.root.lacks("permissions") || workflow.triggers().only_called() {
        return;
    }
    let without: Vec<Job<'_>> = workflow.jobs().filter(|job| job.lacks("permissions")).collect();
    let Some(first) = without.first() else { return };
    let (place, message) = if without.len() == workflow.jobs().count() {
        (jobs.key, format!("workflow `{}` does not say what its token may do", workflow.name()))
    } else if without.len() == 1 {
        (first.key, format!("job `{}` does not say what its token may do", first.id()))
    } else {
        let ids: Vec<&str> = without.iter().map(|job| job.id()).collect();
        (first.key, format!("jobs `{}` do not say what their token may do", ids.join("`, `")))
    };
    let edit = yaml::insert_before(jobs, &["permissions:", "  contents: read"]);
    cx.report(place, message)
        .help("state its `permissions`; else the settings of the repository decide, and they may allow writing")
        .fix("let the token read the code and nothing else", Safety::Unsafe, edit);
}
