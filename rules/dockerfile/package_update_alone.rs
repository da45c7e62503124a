use crate::model::command::{Command, TextRange};
use crate::model::docker::{Run, Stage};
use crate::model::packages::{self, Call, Manager, Task};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Stage(check);

/// The next RUN that installs with a package manager.
struct Later<'d> {
    manager: Manager,
    run: Run<'d>,
    /// What installs from lists that were fetched before; nothing if it fetches them by itself.
    install: Option<TextRange>,
}

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    let mut later: Vec<Later<'_>> = Vec::new();
    for run in stage.instructions().rev().filter_map(Run::of) {
        let calls: Vec<Call<'_, '_>> = packages::calls(run.commands()).collect();
        judge(run, &calls, &later, cx);
        let does = |manager, task| calls.iter().any(|call| call.manager == manager && call.task == task);
        let mut own: Vec<Later<'_>> = Vec::new();
        for manager in calls.iter().filter(|call| call.task == Task::Install).map(|call| call.manager) {
            if own.iter().all(|it| it.manager != manager) {
                let fetches = does(manager, Task::Refresh);
                let install = calls.iter().find(|call| uses_lists(call, manager)).filter(|_| !fetches);
                own.push(Later { manager, run, install: install.map(|call| call.command.range) });
            }
        }
        later.retain(|before| own.iter().all(|it| it.manager != before.manager));
        later.append(&mut own);
    }
}

/// Looks at a RUN that fetches lists and installs nothing from them, whose next one does.
fn judge(run: Run<'_>, calls: &[Call<'_, '_>], later: &[Later<'_>], cx: &mut Cx<'_>) {
    let last_script = run.commands().iter().rposition(Command::is_script);
    for call in calls {
        let Some(Later { run: other, install: Some(install), .. }) = later.iter().find(|it| it.manager == call.manager)
        else {
            continue;
        };
        // An upgrade with pacman fetches the lists, too.
        let fetches = call.task == Task::Refresh
            || call.manager == Manager::Pacman && call.task == Task::Upgrade && call.arguments.has(&["y", "refresh"]);
        let installs = |it: &Call<'_, '_>| it.manager == call.manager && it.task == Task::Install;
        let is_mounted = || call.manager.caches().iter().any(|folder| run.is_mounted(folder));
        let runs_script = last_script.is_some_and(|at| at > call.at);
        if !fetches || runs_script || call.command.context.conditional || calls.iter().any(installs) || is_mounted() {
            continue;
        }
        let lists = run.shown(call.command.range);
        cx.report(
            other.span_of(*install),
            format!("`{}` may find stale lists: `{lists}` is cached apart from it", other.shown(*install)),
        )
        .label(run.span_of(call.command.range), "fetches the lists in a layer of its own")
        .help("fetch the lists and install in the same RUN");
    }
}

/// Whether a call installs from lists that were fetched before.
fn uses_lists(call: &Call<'_, '_>, manager: Manager) -> bool {
    let fetches = manager == Manager::Apk && !call.arguments.lacks(&["no-cache", "U", "update", "update-cache"])
        || manager == Manager::Pacman && call.arguments.has(&["y", "refresh"]);
    call.manager == manager && call.task == Task::Install && !fetches
}
