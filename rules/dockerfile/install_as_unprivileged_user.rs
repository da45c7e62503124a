use crate::model::docker::{Base, Command, Instruction, Run, Stage};
use crate::model::packages::{Call, Task, calls};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Stage(check);

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    if stage.is_windows() {
        return;
    }
    let mut user = match stage.base() {
        Base::Stage(parent) => parent.user(),
        Base::Scratch | Base::Image(_) => None,
    };
    for instruction in stage.instructions() {
        if matches!(instruction.command(), Command::User(_)) {
            user = Some(instruction);
            continue;
        }
        let Some((name, place)) = user.and_then(unprivileged) else { continue };
        // One for each USER is enough.
        let Some(run) = Run::of(instruction).filter(|_| matches!(instruction.command(), Command::Run(_))) else {
            continue;
        };
        let Some(call) = calls(run.commands()).find(needs_root) else { continue };
        cx.report(
            run.span_of(call.command.range),
            format!("`{}` needs root, but user `{name}` runs it", run.shown(call.command.range)),
        )
        .label(place, "the user from here on")
        .help("install before this `USER`, or between `USER root` and another `USER`");
        user = None;
    }
}

/// The name of a USER, if that is surely not root, and where it stands.
fn unprivileged(user: Instruction<'_>) -> Option<(String, crate::source::Span)> {
    let Command::User(word) = user.command() else { return None };
    let value = user.evaluate(word);
    let name = value.as_str()?.split(':').next()?.trim();
    // Whoever gave the number 0 another name has root under it.
    let is_root = name.is_empty() || matches!(name, "root" | "toor") || name.bytes().all(|byte| byte == b'0');
    (!is_root).then(|| (name.to_owned(), word.span()))
}

/// Whether a call of a package manager surely writes to the system: nothing else gives it the rights, and it works on no other folder.
fn needs_root(call: &Call<'_, '_>) -> bool {
    const ELSEWHERE: [&str; 12] = [
        "root",
        "p",
        "installroot",
        "R",
        "s",
        "simulate",
        "dry-run",
        "download-only",
        "print-uris",
        "downloadonly",
        "help",
        "h",
    ];
    let context = &call.command.context;
    matches!(call.task, Task::Install | Task::Upgrade | Task::Remove)
        && call.command.wrappers.is_empty()
        && context.substitution.is_none()
        && !context.tested
        && !context.conditional
        && !context.in_function
        && call.arguments.lacks(&ELSEWHERE)
}
