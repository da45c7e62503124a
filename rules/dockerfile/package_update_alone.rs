use crate::model::docker::Run;
use crate::model::packages::{self, Call, Manager, Task};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    let does = |run: Run<'_>, manager: Manager, task: Task| {
        packages::calls(run.commands()).any(|call| call.manager == manager && call.task == task)
    };
    for call in packages::calls(run.commands()) {
        let is_mounted = || call.manager.caches().iter().any(|folder| run.is_mounted(folder));
        let is_alone = call.task == Task::Refresh && !does(run, call.manager, Task::Install);
        if !is_alone || call.command.context.conditional || is_mounted() || run.runs_scripts_after(call.at) {
            continue;
        }
        let later = run.after().find(|later| does(*later, call.manager, Task::Install));
        let Some(later) = later.filter(|later| !does(*later, call.manager, Task::Refresh)) else { continue };
        let Some(install) = packages::calls(later.commands()).find(|other| uses_lists(other, call.manager)) else {
            continue;
        };
        let lists = run.shown(call.command.range);
        cx.report(
            run.span_of(call.command.range),
            format!("`{lists}` is cached apart from what installs with its lists"),
        )
        .label(later.span_of(install.command.range), "may find stale lists")
        .help("fetch the lists and install in the same RUN");
    }
}

/// Whether a call installs from lists that were fetched before.
fn uses_lists(call: &Call<'_, '_>, manager: Manager) -> bool {
    let fetches = manager == Manager::Apk && !call.arguments.lacks(&["no-cache", "U", "update", "update-cache"])
        || manager == Manager::Pacman && call.arguments.has(&["y", "refresh"]);
    call.manager == manager && call.task == Task::Install && !fetches
}
