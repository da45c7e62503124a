use crate::fix::{Safety, dockerfile as fix};
use crate::model::command::Command;
use crate::model::distribution::Distribution;
use crate::model::docker::{Instruction, Run};
use crate::model::packages::{self, Manager};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

/// Programs that surely fetch no package lists.
const HARMLESS: [&str; 24] = [
    "addgroup",
    "adduser",
    "cat",
    "cd",
    "chmod",
    "chown",
    "cp",
    "dpkg",
    "echo",
    "export",
    "groupadd",
    "install",
    "ln",
    "locale-gen",
    "mkdir",
    "mv",
    "printf",
    "rm",
    "sed",
    "set",
    "touch",
    "true",
    "useradd",
    "tee",
];

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    if run.distribution() != Some(Distribution::Debian) || run.is_mounted("/var/lib/apt/lists") {
        return;
    }
    let Some(call) = packages::calls(run.commands()).find(|call| call.manager == Manager::Apt) else { return };
    let installs = call.arguments.subcommand(0) == Some("install");
    let are_names = call.arguments.operands.iter().all(|word| word.as_str().is_some_and(is_name));
    let has_names = are_names && !call.arguments.operands.is_empty() && !call.arguments.is_open;
    let context = &call.command.context;
    let is_sure = !context.conditional && !context.tested && !context.in_function;
    let is_first = run.commands()[..call.at].iter().all(is_harmless) && run.last_before(may_fetch, "").is_none();
    if !installs || !has_names || !is_sure || !is_first {
        return;
    }
    let is_plain = call.command.wrappers.is_empty() && call.command.settings.is_empty();
    let edit = fix::prepend_command(run, call.at, "apt-get update").filter(|_| is_plain);
    cx.report(
        run.span_of(call.command.range),
        format!("`{}` has no package lists to look into", run.shown(call.command.range)),
    )
    .help("run `apt-get update` before it, in the same RUN")
    .fix("fetch the lists first", Safety::Unsafe, edit);
}

fn is_name(word: &str) -> bool {
    !word.contains('/') && word.strip_suffix(".deb").is_none()
}

fn is_harmless(command: &Command<'_>) -> bool {
    command.program.is_none() || command.is_any(&HARMLESS)
}

/// Whether an instruction may fetch package lists.
fn may_fetch(instruction: Instruction<'_>, _: &str) -> bool {
    use crate::model::docker::Command as Keyword;
    match instruction.command() {
        Keyword::Run(_) => Run::of(instruction).is_none_or(|run| !run.commands().iter().all(is_harmless)),
        Keyword::Copy(_) | Keyword::Add(_) => instruction.copied_from().is_some(),
        _ => false,
    }
}
