use crate::diagnostic::Severity;
use crate::fix::{Edit, Safety};
use crate::model::command::Command;
use crate::model::docker::{Copied, Instruction};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

/// Options after which no lock file is looked at, or another folder's.
const OTHER: [&str; 10] =
    ["g", "global", "location", "prefix", "C", "package-lock-only", "no-package-lock", "package-lock", "no-save", "w"];

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let Some(text) = instruction.script().filter(|text| text.as_str().contains("npm")) else { return };
    let commands = instruction.commands();
    for (at, command) in commands.iter().enumerate() {
        let changes_folder = commands[..at].iter().any(|before| before.is_any(&["cd", "pushd"]));
        if changes_folder || !installs_all(command) {
            continue;
        }
        let Some(lock) = lock_file(instruction, cx) else { continue };
        let Some(word) = command.parsed().subcommand.first().map(|word| word.range) else { continue };
        let span = text.span_of(word.start as usize..word.end as usize);
        let range = command.range.start as usize..command.range.end as usize;
        let written = text.as_str()[range].split_whitespace().collect::<Vec<_>>().join(" ");
        let (severity, safety) = match instruction.stage() {
            Some(stage) if stage.is_for_development() => (Severity::Info, Safety::Unsafe),
            _ => (Severity::Warning, if lock.is_named { Safety::Safe } else { Safety::Unsafe }),
        };
        cx.report(span, format!("`{written}` may install other versions than `{}` says", lock.path))
            .severity(severity)
            .help("`npm ci` installs exactly what the lock file says, and fails if that does not fit package.json")
            .fix("install with `npm ci`", safety, Edit::replace(span, "ci"));
    }
}

/// Whether a command is `npm install` for all that package.json names.
fn installs_all(command: &Command<'_>) -> bool {
    let arguments = command.parsed();
    let is_install = matches!(arguments.subcommand(0), Some("install" | "i" | "add"));
    command.is_any(&["npm"])
        && is_install
        && arguments.operands.is_empty()
        && !arguments.is_open
        && arguments.lacks(&OTHER)
        && !command.context.conditional
}

/// The lock file that lies in the working directory, if it is copied there from the context.
fn lock_file(instruction: Instruction<'_>, cx: &Cx<'_>) -> Option<Copied> {
    let file = instruction.span().file;
    let files = cx.project.files();
    let contexts = cx.project.docker.contexts_of(file, files);
    let find = |context: &str, name: &str| instruction.copied_file(&instruction.in_workdir(name)?, context, files);
    let context = contexts.iter().find(|context| find(context, "package.json").is_some())?;
    ["package-lock.json", "npm-shrinkwrap.json"].iter().find_map(|name| find(context, name))
}
