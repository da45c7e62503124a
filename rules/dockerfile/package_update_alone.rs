use crate::diagnostic::Severity;
use crate::fix::{Edit, Safety, dockerfile as fix};
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
    install: Option<(usize, TextRange)>,
}

/// What the RUN instructions of a stage do after one.
#[derive(Default)]
struct Rest<'d> {
    installs: Vec<Later<'d>>,
    /// The package managers that are called.
    used: Vec<Manager>,
    /// The package managers that are named, whether it can be seen what they do or not.
    named: Vec<Manager>,
    /// Whether a script runs, of which it cannot be seen what it does.
    runs_script: bool,
}

impl<'d> Rest<'d> {
    /// Takes the RUN before in.
    fn add(&mut self, run: Run<'d>, calls: &[Call<'_, '_>]) {
        self.used.extend(run.commands().iter().filter_map(Manager::of));
        self.used.sort_unstable_by_key(|manager| *manager as u8);
        self.used.dedup();
        for manager in [Manager::Apt, Manager::Apk, Manager::Dnf, Manager::Zypper, Manager::Pacman] {
            if !self.named.contains(&manager) && names(run.text(), manager) {
                self.named.push(manager);
            }
        }
        self.runs_script |= run.commands().iter().any(Command::is_script);
        let does = |manager, task| calls.iter().any(|call| call.manager == manager && call.task == task);
        for manager in self.used.iter().copied().filter(|manager| does(*manager, Task::Install)) {
            let fetches = does(manager, Task::Refresh);
            let install = calls.iter().find(|call| uses_lists(call, manager)).filter(|_| !fetches);
            self.installs.retain(|before| before.manager != manager);
            self.installs.push(Later { manager, run, install: install.map(|call| (call.at, call.command.range)) });
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
            Some(Later { run: later, install: Some((at, install)), .. }) => {
                let shown = later.shown(*install);
                cx.report(
                    later.span_of(*install),
                    format!("`{shown}` may find stale lists: `{lists}` is cached apart from it"),
                )
                .label(run.span_of(call.command.range), "fetches the lists in a layer of its own")
                .help("fetch the lists and install in the same RUN")
                .fix("fetch them there", Safety::Unsafe, joined(run, call, *later, *at));
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
    let lists =
        call.command.range.of(run.text()).split_whitespace().filter(|word| *word != "\\").collect::<Vec<_>>().join(" ");
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
    let is_used = rest.runs_script || rest.named.contains(&call.manager) || names(behind, call.manager);
    call.task == Task::Refresh && is_shipped && !is_used
}

/// Whether a text names a package manager, in a command or in the text that another shell is given.
fn names(text: &str, manager: Manager) -> bool {
    let programs: &[&str] = match manager {
        Manager::Apt => &["apt"],
        Manager::Apk => &["apk"],
        Manager::Dnf => &["yum", "dnf"],
        Manager::Zypper => &["zypper"],
        Manager::Pacman => &["pacman"],
    };
    programs.iter().any(|program| text.contains(program))
}

/// Whether a call installs from lists that were fetched before.
fn uses_lists(call: &Call<'_, '_>, manager: Manager) -> bool {
    let fetches = manager == Manager::Apk && !call.arguments.lacks(&["no-cache", "U", "update", "update-cache"])
        || manager == Manager::Pacman && call.arguments.has(&["y", "refresh"]);
    // A package in a file may need others, but is most often there because it needs none of the lists.
    let is_file = |text: &str| text.starts_with(['/', '.']) && text.contains('/');
    let names_packages = call.arguments.operands.iter().any(|operand| !operand.as_str().is_some_and(is_file));
    call.manager == manager && call.task == Task::Install && names_packages && !fetches
}
