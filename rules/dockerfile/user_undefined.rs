use crate::model::docker::{Command, Instruction};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

/// Users that Debian, Alpine and their relatives have from the start.
const SYSTEM: [&str; 22] = [
    "adm", "backup", "bin", "daemon", "games", "guest", "halt", "irc", "list", "lp", "mail", "man", "news", "nobody",
    "operator", "proxy", "root", "sync", "sys", "ubuntu", "uucp", "www-data",
];

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let Command::User(user) = instruction.command() else { return };
    let Some(stage) = instruction.stage().filter(|stage| stage.has_bare_base() && !stage.is_from_scratch()) else {
        return;
    };
    let value = instruction.evaluate(user);
    let Some(name) = value.as_str().and_then(|user| user.split(':').next()) else { return };
    let is_number = name.bytes().all(|byte| byte.is_ascii_digit());
    if is_number || SYSTEM.contains(&name) || stage.has(may_create, "") || stage.names_in_scripts(name) {
        return;
    }
    cx.report(user.span(), format!("no user `{name}` is created before this"))
        .help("create it with `useradd` or `adduser`, or write a number");
}

/// Whether an instruction may create users whose names it does not say: it copies to where users are listed, or runs a script.
fn may_create(instruction: Instruction<'_>, _: &str) -> bool {
    match instruction.command() {
        Command::Run(_) => {
            let commands = instruction.commands();
            commands.is_empty() || commands.iter().any(|command| command.is_script() || installs(command))
        }
        Command::Copy(copy) | Command::Add(copy) => {
            let destination = instruction.evaluate(&copy.destination);
            destination.as_str().is_none_or(|path| matches!(path, "/" | "/etc/" | "/etc") || path.contains("passwd"))
        }
        Command::Onbuild(_) => true,
        _ => false,
    }
}

/// Whether a command installs packages, which may bring users of their own.
fn installs(command: &crate::model::command::Command<'_>) -> bool {
    command.arguments.iter().any(|word| word.is("install") || word.is("add"))
        || command.arguments.iter().any(|word| word.splits)
}
