use crate::model::command::Command;
use crate::model::docker::{Instruction, Stage};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Stage(check);

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    let mut copied: Option<Instruction<'_>> = None;
    for instruction in stage.instructions() {
        if instruction.copy().is_some() && instruction.copied_from().is_none() {
            if instruction.copied_context().is_none() {
                // Something is copied before the rest: that may well be the manifest, by whatever name.
                if copied.is_none() {
                    return;
                }
            } else if copied.is_none() {
                copied = Some(instruction);
            }
        }
        let Some(copy) = copied else { continue };
        if let Some((command, manifest)) = installation(instruction) {
            report(copy, instruction, &command, manifest, cx);
            return;
        }
    }
}

fn report(copy: Instruction<'_>, run: Instruction<'_>, command: &Command<'_>, manifest: &str, cx: &mut Cx<'_>) {
    let (Some(source), Some(text)) = (copy.copied_context(), run.script()) else { return };
    let range = command.range.start as usize..command.range.end as usize;
    let written = text.as_str()[range.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
    let message =
        format!("`{written}` runs again after every change, because `{}` is copied before it", source.as_str());
    cx.report(source.span(), message)
        .label(text.span_of(range), "installed here")
        .help(format!("copy {manifest} first, install, and copy the rest after it"));
}

/// The first command of a RUN that installs what a manifest names and nothing of the program itself, and that manifest. What is kept
/// in a cache mount is not installed again.
fn installation(run: Instruction<'_>) -> Option<(Command<'_>, &'static str)> {
    if run.mounts().next().is_some() {
        return None;
    }
    let commands = run.commands();
    let changes_folder = commands.iter().any(|command| command.is_any(&["cd", "pushd"]));
    let found = commands.into_iter().find_map(|command| manifest(&command).map(|manifest| (command, manifest)));
    found.filter(|(command, _)| !changes_folder && !command.context.conditional)
}

/// The manifest that a command reads, if it needs no other file of the sources.
fn manifest(command: &Command<'_>) -> Option<&'static str> {
    let arguments = command.parsed();
    let first = arguments.subcommand(0);
    let plain = arguments.operands.is_empty() && !arguments.is_open;
    let is_global = !arguments.lacks(&["g", "global", "location"]);
    match (command.name()?, first) {
        ("npm", Some("ci" | "install" | "i")) if plain && !is_global => Some("`package.json` and the lock file"),
        ("yarn" | "pnpm" | "bun", Some("install" | "i")) if plain && !is_global => {
            Some("`package.json` and the lock file")
        }
        ("pip" | "pip3", Some("install")) if plain => {
            let requirements = arguments.option(&["r", "requirement"])?.value?.text?;
            let is_editable = !arguments.lacks(&["e", "editable"]);
            (!requirements.contains("://") && !is_editable).then_some("the requirements")
        }
        ("bundle", Some("install")) if plain => Some("`Gemfile` and `Gemfile.lock`"),
        ("go", Some("mod")) if is_word(command, 1, "download") => Some("`go.mod` and `go.sum`"),
        ("cargo", Some("fetch")) => Some("`Cargo.toml` and `Cargo.lock`"),
        ("composer", Some("install")) if plain => Some("`composer.json` and `composer.lock`"),
        ("poetry", Some("install")) if !arguments.lacks(&["no-root"]) => Some("`pyproject.toml` and `poetry.lock`"),
        ("uv", Some("sync")) if !arguments.lacks(&["no-install-project"]) => Some("`pyproject.toml` and `uv.lock`"),
        _ => None,
    }
}

/// Whether the argument at a place is this word.
fn is_word(command: &Command<'_>, at: usize, word: &str) -> bool {
    command.arguments.get(at).is_some_and(|argument| argument.is(word))
}
