use crate::fix::{Safety, yaml};
use crate::model::github::{Job, Workflow};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Workflow(check);

fn check(workflow: Workflow<'_>, cx: &mut Cx<'_>) {
    let Some(jobs) = workflow.root.entry("jobs") else { return };
    if !workflow.root.lacks("permissions") || workflow.triggers().only_called() {
        return;
    }
    let without: Vec<&str> = workflow.jobs().filter(|job| job.lacks("permissions")).map(Job::id).collect();
    let all = workflow.jobs().count();
    let message = match without.as_slice() {
        [] => return,
        many if many.len() == all => format!("workflow `{}` does not say what its token may do", workflow.name()),
        [one] => format!("job `{one}` does not say what its token may do"),
        many => format!("jobs `{}` do not say what their token may do", many.join("`, `")),
    };
    let edit = yaml::insert_before(jobs, &["permissions:", "  contents: read"]);
    cx.report(jobs.key, message)
        .help("state its `permissions`; else the settings of the repository decide, and they may allow writing")
        .fix("let the token read the code and nothing else", Safety::Unsafe, edit);
}
