use crate::diagnostic::Severity;
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

/// What the RUN instructions of a stage do after one.
#[derive(Default)]
struct Rest<'d> {
    installs: Vec<Later<'d>>,
    /// The package managers that are called.
    used: Vec<Manager>,
    /// Whether a script runs, of which it cannot be seen what it does.
    runs_script: bool,
}

impl<'d> Rest<'d> {
    /// Takes the RUN before in.
    fn add(&mut self, run: Run<'d>, calls: &[Call<'_, '_>]) {
        self.used.extend(run.commands().iter().filter_map(Manager::of));
        self.used.sort_unstable_by_key(|manager| *manager as u8);
        self.used.dedup();
        self.runs_script |= run.commands().iter().any(Command::is_script);
        let does = |manager, task| calls.iter().any(|call| call.manager == manager && call.task == task);
        for manager in self.used.iter().copied().filter(|manager| does(*manager, Task::Install)) {
            let fetches = does(manager, Task::Refresh);
            let install = calls.iter().find(|call| uses_lists(call, manager)).filter(|_| !fetches);
            self.installs.retain(|before| before.manager != manager);
            self.installs.push(Later { manager, run, install: install.map(|call| call.command.range) });
        }
    }
}

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    let mut rest = Rest::default();
    for run in stage.instructions().rev().filter_map(Run::of) {
        let calls: Vec<Call<'_, '_>> = packages::calls(run.commands()).collect();
        judge(run, &calls, &rest, cx);
        rest.add(run, &calls);
    }
}

/// Looks at a RUN that fetches lists and installs nothing from them.
fn judge(run: Run<'_>, calls: &[Call<'_, '_>], rest: &Rest<'_>, cx: &mut Cx<'_>) {
    let last_script = run.commands().iter().rposition(Command::is_script);
    for call in calls {
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
        match rest.installs.iter().find(|later| later.manager == call.manager) {
            Some(Later { run: later, install: Some(install), .. }) => {
                let shown = later.shown(*install);
                cx.report(
                    later.span_of(*install),
                    format!("`{shown}` may find stale lists: `{lists}` is cached apart from it"),
                )
                .label(run.span_of(call.command.range), "fetches the lists in a layer of its own")
                .help("fetch the lists and install in the same RUN");
            }
            None if is_for_nothing(run, call, rest) => {
                cx.report(
                    run.span_of(call.command.range),
                    format!("nothing is installed from the lists that `{lists}` fetches"),
                )
                .severity(Severity::Info)
                .stands_for(["trivy:DS-0017", "checkov:CKV_DOCKER_5", "dockle:CIS-DI-0007"])
                .help("leave it out, or install in the same RUN");
            }
            _ => {}
        }
    }
}

/// Whether nothing comes after a call that may use the lists that it fetches: in its RUN, its stage, and those that build on it.
fn is_for_nothing(run: Run<'_>, call: &Call<'_, '_>, rest: &Rest<'_>) -> bool {
    let is_shipped = run.stage().is_some_and(|stage| stage.is_final() && stage.has_from());
    let uses = |command: &Command<'_>| Manager::of(command) == Some(call.manager);
    let is_used = rest.runs_script || rest.used.contains(&call.manager);
    call.task == Task::Refresh && is_shipped && !is_used && !run.commands()[call.at + 1..].iter().any(uses)
}

/// Whether a call installs from lists that were fetched before.
fn uses_lists(call: &Call<'_, '_>, manager: Manager) -> bool {
    let fetches = manager == Manager::Apk && !call.arguments.lacks(&["no-cache", "U", "update", "update-cache"])
        || manager == Manager::Pacman && call.arguments.has(&["y", "refresh"]);
    call.manager == manager && call.task == Task::Install && !fetches
}
