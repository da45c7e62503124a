use crate::model::compose::names;
use crate::project::compose::ComposeProject;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::ComposeProject(check);

/// Where a policy may stand.
const POLICIES: [&[&str]; 2] = [&["restart"], &["deploy", "restart_policy"]];

fn check(project: &ComposeProject<'_>, cx: &mut Cx<'_>) {
    if project.base().is_for_development() {
        return;
    }
    let without: Vec<_> =
        project.long_running().filter(|service| POLICIES.iter().all(|path| service.absent(path))).collect();
    let Some(first) = without.first() else { return };
    let verb = if without.len() == 1 { "has" } else { "have" };
    cx.report(first.key, format!("{} {verb} no restart policy", names(&without)))
        .help("add `restart: unless-stopped`, so that it comes back after a crash or a reboot");
}
