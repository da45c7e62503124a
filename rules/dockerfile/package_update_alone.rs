use crate::diagnostic::Severity;
use crate::model::command::Command;
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
        // An upgrade with pacman fetches the lists, too.
        let fetches = call.task == Task::Refresh
            || call.manager == Manager::Pacman && call.task == Task::Upgrade && call.arguments.has(&["y", "refresh"]);
        let is_alone = fetches && !does(run, call.manager, Task::Install);
        if !is_alone || call.command.context.conditional || is_mounted() || run.runs_scripts_after(call.at) {
            continue;
        }
        let later = run.after().find(|later| does(*later, call.manager, Task::Install));
        if later.is_none() && is_for_nothing(run, &call) {
            let lists = run.shown(call.command.range);
            cx.report(
                run.span_of(call.command.range),
                format!("nothing is installed from the lists that `{lists}` fetches"),
            )
            .severity(Severity::Info)
            .help("leave it out, or install in the same RUN");
            continue;
        }
        let Some(later) = later.filter(|later| !does(*later, call.manager, Task::Refresh)) else { continue };
        let Some(install) = packages::calls(later.commands()).find(|other| uses_lists(other, call.manager)) else {
            continue;
        };
        let lists = run.shown(call.command.range);
        cx.report(
            later.span_of(install.command.range),
            format!("`{}` may find stale lists: `{lists}` is cached apart from it", later.shown(install.command.range)),
        )
        .label(run.span_of(call.command.range), "fetches the lists in a layer of its own")
        .help("fetch the lists and install in the same RUN");
    }
}

/// Whether nothing comes after a call that may use the lists that it fetches: in its RUN, its stage, and those that build on it.
fn is_for_nothing(run: Run<'_>, call: &Call<'_, '_>) -> bool {
    let uses = |command: &Command<'_>| Manager::of(command) == Some(call.manager) || command.is_script();
    let is_used_here = run.commands()[call.at + 1..].iter().any(uses);
    let is_used_later = || run.after().any(|later| later.commands().iter().any(uses));
    let is_shipped = || run.stage().is_some_and(|stage| stage.is_final() && stage.has_from());
    call.task == Task::Refresh && !is_used_here && is_shipped() && !is_used_later()
}

/// Whether a call installs from lists that were fetched before.
fn uses_lists(call: &Call<'_, '_>, manager: Manager) -> bool {
    let fetches = manager == Manager::Apk && !call.arguments.lacks(&["no-cache", "U", "update", "update-cache"])
        || manager == Manager::Pacman && call.arguments.has(&["y", "refresh"]);
    call.manager == manager && call.task == Task::Install && !fetches
}
