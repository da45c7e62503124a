use crate::model::compose::names;
use crate::project::compose::ComposeProject;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::ComposeProject(check);

/// Where a limit may stand.
const LIMITS: [&[&str]; 4] = [
    &["deploy", "resources", "limits", "memory"],
    &["deploy", "resources", "limits", "cpus"],
    &["mem_limit"],
    &["cpus"],
];

fn check(project: &ComposeProject<'_>, cx: &mut Cx<'_>) {
    if project.base().is_for_development() {
        return;
    }
    let mut without = Vec::new();
    for service in project.long_running() {
        if LIMITS.iter().all(|path| service.absent(path)) {
            without.push(service);
        } else if LIMITS.iter().any(|path| service.at(path).is_some()) {
            cx.follows(service.key);
        }
    }
    let Some(first) = without.first() else { return };
    cx.departs_too(without.len() - 1);
    let verb = if without.len() == 1 { "has" } else { "have" };
    cx.report(first.key, format!("{} {verb} no limit of memory or CPU", names(&without)))
        .help("set `deploy.resources.limits`, so that one service cannot starve the others and the host");
}
