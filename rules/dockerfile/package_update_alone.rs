use crate::diagnostic::Severity;
use crate::fix::{Edit, Safety, dockerfile as fix};
use crate::model::command::{Command, TextRange};
use crate::model::docker::{Run, Stage};
use crate::model::packages::{self, Call, Manager, Task};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Stage(check);

/// The checks of other tools for lists that nothing is installed from, and for those that come after what is installed.
const ALONE: &[&str] = &["trivy:DS-0017", "checkov:CKV_DOCKER_5", "dockle:CIS-DI-0007"];
const AFTER: &[&str] = &["kics:dockerfile/update_instruction_alone"];

/// The next RUN that installs with a package manager.
struct Later<'d> {
    manager: Manager,
    run: Run<'d>,
    /// What installs from lists that were fetched before; nothing if it fetches them by itself.
    install: Option<(usize, TextRange)>,
}

/// What the RUN instructions of a stage do after one.
#[derive(Default)]
struct Rest<'d> {
    installs: Vec<Later<'d>>,
    /// The package managers that are named, whether it can be seen what they do or not.
    named: Vec<Manager>,
    /// Whether a script runs, of which it cannot be seen what it does.
    runs_script: bool,
}

impl<'d> Rest<'d> {
    /// Takes the RUN before in.
    fn add(&mut self, run: Run<'d>, calls: &[Call<'_, '_>]) {
        self.runs_script |= run.commands().iter().any(Command::is_script);
        for manager in Manager::ALL {
            if !self.named.contains(&manager) && manager.is_named_in(run.text()) {
                self.named.push(manager);
            }
            let own = || calls.iter().filter(|call| call.manager == manager);
            if own().any(|call| call.task == Task::Install) {
                let fetches = own().any(|call| call.task == Task::Refresh);
                let install = own().find(|call| call.installs_from_lists()).filter(|_| !fetches);
                self.installs.retain(|before| before.manager != manager);
                self.installs.push(Later { manager, run, install: install.map(|call| (call.at, call.command.range)) });
            }
        }
    }
}

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    let mut rest = Rest::default();
    for run in stage.instructions().rev().filter_map(Run::of) {
        let calls: Vec<Call<'_, '_>> = packages::calls(run.commands()).collect();
        for call in calls.iter().filter(|call| is_alone(run, call, &calls)) {
            judge(run, call, &calls, &rest, cx);
        }
        rest.add(run, &calls);
    }
}

/// Whether a call fetches lists, and nothing after it in its RUN surely or perhaps installs from them.
fn is_alone(run: Run<'_>, call: &Call<'_, '_>, calls: &[Call<'_, '_>]) -> bool {
    // An upgrade with pacman keeps the lists that it fetches, too.
    let is_upgrade = call.manager == Manager::Pacman && call.task == Task::Upgrade;
    let fetches = call.task == Task::Refresh || is_upgrade && call.fetches_lists();
    let is_later_install =
        |it: &Call<'_, '_>| it.manager == call.manager && it.task == Task::Install && it.at > call.at;
    let is_mounted = || call.manager.caches().iter().any(|folder| run.is_mounted(folder));
    fetches
        && !call.command.context.conditional
        && !run.runs_scripts_after(call.at)
        && !calls.iter().any(is_later_install)
        && !is_mounted()
}

fn judge(run: Run<'_>, call: &Call<'_, '_>, calls: &[Call<'_, '_>], rest: &Rest<'_>, cx: &mut Cx<'_>) {
    let lists = run.shown(call.command.range);
    match rest.installs.iter().find(|later| later.manager == call.manager) {
        Some(Later { run: later, install: Some((at, install)), .. }) => {
            let shown = later.shown(*install);
            let message = format!("`{shown}` may find stale lists: `{lists}` is cached apart from it");
            cx.report(later.span_of(*install), message)
                .label(run.span_of(call.command.range), "fetches the lists in a layer of its own")
                .help("fetch the lists and install in the same RUN")
                .fix("fetch them there", Safety::Unsafe, joined(run, call, *later, *at));
        }
        None if is_for_nothing(run, call, rest) => {
            let message = format!("nothing is installed from the lists that `{lists}` fetches");
            let is_after = calls.iter().any(|it| it.manager == call.manager && it.task == Task::Install);
            cx.report(run.span_of(call.command.range), message)
                .severity(Severity::Info)
                .stands_for(if is_after { AFTER } else { ALONE }.iter().copied())
                .help("leave it out, or install in the same RUN");
        }
        _ => {}
    }
}

/// Moves a call that is all that its RUN does to where something is installed from its lists, and removes them there. Not possible where
/// others install from them after that.
fn joined(run: Run<'_>, call: &Call<'_, '_>, later: Run<'_>, at: usize) -> Option<Vec<Edit>> {
    let dockerfile = run.instruction.dockerfile().syntax();
    let is_alone = run.commands().len() == 1 && run.instruction.mounts().next().is_none() && !run.is_trigger();
    let stage = run.stage()?;
    let is_base = stage.dockerfile().stages().any(|other| other.parent() == Some(stage));
    let is_used = |run: Run<'_>| run.commands().iter().any(|it| Manager::of(it) == Some(call.manager));
    let is_last = !is_base && !later.after().any(is_used);
    let is_written = !dockerfile.source[run.instruction.span().range()].contains('#');
    if !is_alone || !is_last || !is_written || call.manager == Manager::Pacman {
        return None;
    }
    let lists = run.on_one_line(call.command.range);
    let mut edits = vec![fix::remove(dockerfile, run.instruction.syntax()), fix::prepend_command(later, at, &lists)?];
    if call.manager == Manager::Apt && later.is_shipped() && !later.may_clean(Manager::Apt, at) {
        edits.push(fix::append_command(dockerfile, later.instruction.syntax(), "rm -rf /var/lib/apt/lists/*")?);
    }
    Some(edits)
}

/// Whether nothing comes after a call that may use the lists that it fetches: in its RUN, its stage, and those that build on it.
fn is_for_nothing(run: Run<'_>, call: &Call<'_, '_>, rest: &Rest<'_>) -> bool {
    let is_shipped = run.stage().is_some_and(|stage| stage.is_final() && stage.has_from());
    let behind = run.text().get(call.command.range.end as usize..).unwrap_or_default();
    let is_used = rest.runs_script || rest.named.contains(&call.manager) || call.manager.is_named_in(behind);
    call.task == Task::Refresh && is_shipped && !is_used
}
