use crate::model::command::{Argument, Arguments, Command};
use crate::model::docker::Run;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    for command in run.commands() {
        let arguments = command.parsed();
        let unpinned: Vec<_> = packages(command, &arguments).into_iter().filter(|word| is_unpinned(word)).collect();
        let Some(first) = unpinned.first() else { continue };
        let names: Vec<String> =
            unpinned.iter().filter_map(|word| word.as_str()).map(|name| format!("`{name}`")).collect();
        cx.report(
            run.span_of(first.range),
            format!("whatever version of {} is the newest gets installed", names.join(", ")),
        )
        .help("name the version after `@`");
    }
}

/// The packages that a command takes from the registry by what the command line says.
fn packages<'c, 't>(command: &Command<'t>, arguments: &Arguments<'c, 't>) -> Vec<&'c Argument<'t>> {
    let is_global = arguments.has(&["g", "global"]);
    let skip = match (command.name().unwrap_or_default(), arguments.subcommand(0).unwrap_or_default()) {
        ("npm", "install" | "i" | "add") => 0,
        ("pnpm" | "bun", "add" | "install" | "i") if is_global => 0,
        ("yarn", "global") if arguments.operands.first().is_some_and(|word| word.is("add")) => 1,
        // Without `--yes` it may be a program of the project.
        ("npx", _) if arguments.has(&["y", "yes"]) && !arguments.has(&["p", "package", "c", "call"]) => {
            return arguments.subcommand.first().copied().into_iter().collect();
        }
        _ => return Vec::new(),
    };
    arguments.operands.iter().copied().skip(skip).collect()
}

/// Whether a word names a package of the registry and no version, or one that moves.
fn is_unpinned(word: &Argument<'_>) -> bool {
    let Some(text) = word.as_str() else { return false };
    let name = match text.strip_prefix('@') {
        Some(scoped) => match scoped.split_once('/') {
            Some((_, name)) => name,
            None => return false,
        },
        None => text,
    };
    let is_name = |name: &str| {
        let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
        !name.is_empty() && !name.starts_with('.') && name.bytes().all(is_letter) && name.strip_suffix(".tgz").is_none()
    };
    match name.split_once('@') {
        Some((name, version)) => is_name(name) && matches!(version, "latest" | "next" | "*" | ""),
        None => is_name(name),
    }
}
