use crate::fix::{Edit, Safety, dockerfile as fix};
use crate::model::command::Command;
use crate::model::command::accounts::{self, Rewording};
use crate::model::distribution::Distribution;
use crate::model::docker::{Instruction, Run};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    let Some(distribution) = run.distribution() else { return };
    for command in run.commands() {
        let context = &command.context;
        if context.conditional || context.tested || context.in_function {
            continue;
        }
        match distribution {
            Distribution::Debian => of_busybox(run, command, cx),
            Distribution::Alpine => of_shadow(run, command, cx),
            _ => return,
        }
    }
}

fn of_busybox(run: Run<'_>, command: &Command<'_>, cx: &mut Cx<'_>) {
    let Some(name) = command.name().filter(|name| matches!(*name, "adduser" | "addgroup")) else { return };
    let arguments = command.parsed();
    let Some(option) = arguments.options.iter().find(|option| matches!(option.name, "D" | "S" | "H")) else { return };
    let is_installed = || names(run.instruction, "busybox") || run.last_before(names, "busybox").is_some();
    if option.range.of(run.text()).starts_with("--") || is_installed() {
        return;
    }
    let (better, letter) = (if name == "adduser" { "useradd" } else { "groupadd" }, option.name);
    let message = format!("`{name}` of Debian does not know `-{letter}`, which is an option of BusyBox");
    cx.report(run.span_of(option.range), message)
        .help(format!("use `{better}`, or the long options of Debian's `{name}`"))
        .fix(
            "write it for Debian",
            Safety::Unsafe,
            accounts::busybox_as_debian(command).map(|words| edits(run, words)),
        );
}

fn of_shadow(run: Run<'_>, command: &Command<'_>, cx: &mut Cx<'_>) {
    let Some(name) = command.name().filter(|name| matches!(*name, "useradd" | "usermod" | "groupadd" | "groupmod"))
    else {
        return;
    };
    // Any package may depend on `shadow`, so nothing may be installed whose name is not seen.
    let may_bring =
        |instruction: Instruction<'_>| brings(instruction, "") || instruction.commands().iter().any(Command::is_script);
    if may_bring(run.instruction) || run.last_before(brings, "").is_some() {
        return;
    }
    let Some(program) = &command.program else { return };
    cx.report(run.span_of(program.range), format!("`{name}` is not in the base image"))
        .help("use `adduser` and `addgroup` of BusyBox, or install the package `shadow` before")
        .fix(
            "write it for BusyBox",
            Safety::Unsafe,
            accounts::shadow_as_busybox(command).map(|words| edits(run, words)),
        );
}

fn edits(run: Run<'_>, words: Rewording) -> Vec<Edit> {
    let dockerfile = run.instruction.dockerfile().syntax();
    let edit = |(range, word): (_, String)| match run.span_of(range) {
        span if word.is_empty() => fix::remove_word(dockerfile, span),
        span => Edit::replace(span, word),
    };
    words.into_iter().map(edit).collect()
}

/// Whether a text stands in an instruction.
fn names(instruction: Instruction<'_>, text: &str) -> bool {
    instruction.triggered().syntax().arguments.as_str().contains(text)
}

/// Whether an instruction may bring the programs of `shadow`.
fn brings(instruction: Instruction<'_>, _: &str) -> bool {
    let words = ["shadow", "apk add $", "xargs"];
    words.iter().any(|word| names(instruction, word)) || instruction.copied_from().is_some()
}
