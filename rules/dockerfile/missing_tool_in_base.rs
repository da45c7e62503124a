use crate::fix::{Edit, Safety, dockerfile as fix};
use crate::model::command::Command;
use crate::model::distribution::Distribution;
use crate::model::docker::{Instruction, Run, Stage};
use crate::model::packages::{self, Task};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

/// Programs that surely install nothing.
const HARMLESS: [&str; 22] = [
    "addgroup", "adduser", "apt-get", "cat", "cd", "chmod", "chown", "cp", "echo", "export", "groupadd", "ln", "mkdir",
    "mv", "printf", "rm", "sed", "set", "touch", "true", "useradd", "apk",
];

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    let Some(image) = run.stage().and_then(Stage::external_image) else { return };
    let commands = run.commands();
    // The first command that is not known decides: after it anything may be there.
    let Some(at) = commands.iter().position(|command| !is_harmless(command)) else { return };
    let command = &commands[at];
    let is_sure = !command.context.conditional && !command.context.tested && !command.context.in_function;
    let absent = command.name().is_some_and(|name| image.surely_lacks(name));
    let is_path = command.program.as_ref().is_some_and(|program| program.prefix.contains('/'));
    if !absent || is_path || !is_sure || run.last_before(may_bring, "").is_some() {
        return;
    }
    let (Some(program), Some(base)) = (&command.program, run.stage().and_then(|stage| stage.root().base_text())) else {
        return;
    };
    let name = program.range.of(run.text());
    cx.report(run.span_of(program.range), format!("`{name}` is not in the base image `{}`", base.as_str()))
        .label(base.span(), "the base image")
        .help(format!("install `{name}` before it is used"))
        .fix("install it", Safety::Unsafe, installed(run, at, name));
}

/// Installs the program before it is used, in the same RUN. Not possible for a user that may not.
fn installed(run: Run<'_>, at: usize, name: &str) -> Option<Edit> {
    let has_user =
        run.last_before(|it, _| matches!(it.command(), crate::model::docker::Command::User(_)), "").is_some();
    let package = match name {
        "bash" | "curl" | "gcc" | "git" | "make" | "python3" | "sudo" | "unzip" | "wget" => name,
        _ => return None,
    };
    // Debian's clients come without the certificates of authorities.
    let needed =
        if matches!(package, "curl" | "git" | "wget") { format!("ca-certificates {package}") } else { package.into() };
    let command = match run.distribution().filter(|_| !has_user)? {
        Distribution::Alpine => format!("apk add --no-cache {package}"),
        Distribution::Debian => format!(
            "apt-get update && apt-get install -y --no-install-recommends {needed} && rm -rf /var/lib/apt/lists/*"
        ),
        _ => return None,
    };
    fix::prepend_command(run, at, &command)
}

/// Whether a command surely brings no program.
fn is_harmless(command: &Command<'_>) -> bool {
    let installs = packages::calls(std::slice::from_ref(command)).any(|call| call.task == Task::Install);
    !installs && command.wrappers.is_empty() && (command.program.is_none() || command.is_any(&HARMLESS))
}

/// Whether an instruction may bring a program.
fn may_bring(instruction: Instruction<'_>, _: &str) -> bool {
    use crate::model::docker::Command as Keyword;
    match instruction.command() {
        Keyword::Run(_) => {
            let commands = instruction.commands();
            commands.is_empty() || !commands.iter().all(is_harmless)
        }
        Keyword::Copy(_) | Keyword::Add(_) | Keyword::Invalid => true,
        _ => false,
    }
}
