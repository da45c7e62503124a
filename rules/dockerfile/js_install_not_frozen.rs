use crate::fix::{Edit, Safety};
use crate::model::command::Command;
use crate::model::docker::{Run, Stage};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

/// Options with which the lock file is kept, or another folder or none is meant.
const OTHER: [&str; 14] = [
    "frozen-lockfile",
    "no-frozen-lockfile",
    "immutable",
    "no-immutable",
    "pure-lockfile",
    "no-lockfile",
    "lockfile-only",
    "fix-lockfile",
    "g",
    "global",
    "cwd",
    "dir",
    "C",
    "mode",
];

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    let folder_change = run.commands().iter().position(|command| command.is_any(&["cd", "pushd"]));
    for (at, command) in run.commands().iter().enumerate() {
        let changes_folder = folder_change.is_some_and(|change| change < at);
        let Some(names) = lock_files(command).filter(|_| !changes_folder && !run.has_variable(at, "CI")) else {
            continue;
        };
        let project = cx.project;
        let find = |names: &[&str]| project.docker.copied(run.instruction, names, project.files());
        let Some(lock) = find(names) else { continue };
        // Newer versions of yarn have a settings file, and another option.
        let is_berry = command.is_any(&["yarn"]) && find(&[".yarnrc.yml"]).is_some();
        let option = if is_berry { "--immutable" } else { "--frozen-lockfile" };
        let span = run.span_of(command.range);
        let last = command.arguments.last().or(command.program.as_ref()).map_or(span, |word| run.span_of(word.range));
        let is_development = run.stage().is_some_and(Stage::is_for_development);
        let safety = if is_development || !lock.is_named { Safety::Unsafe } else { Safety::Safe };
        cx.report(span, format!("`{}` may install other versions than `{}` says", run.shown(command.range), lock.path))
            .help(format!("add `{option}`"))
            .fix(format!("add `{option}`"), safety, Edit::replace(last.at_end(), format!(" {option}")));
    }
}

/// The lock files that a command takes as a hint.
fn lock_files(command: &Command<'_>) -> Option<&'static [&'static str]> {
    let arguments = command.parsed();
    let installs = match arguments.subcommand(0) {
        None => command.is_any(&["yarn"]) && arguments.options.is_empty(),
        Some(verb) => verb == "install" || verb == "i" && !command.is_any(&["yarn"]),
    };
    let is_sure = !command.context.conditional && !command.context.tested && !command.context.in_function;
    if !installs || !is_sure || !arguments.operands.is_empty() || !arguments.lacks(&OTHER) {
        return None;
    }
    match command.name()? {
        "yarn" => Some(&["yarn.lock"]),
        "pnpm" => Some(&["pnpm-lock.yaml"]),
        "bun" => Some(&["bun.lock", "bun.lockb"]),
        _ => None,
    }
}
