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
            report(copy, instruction, command, manifest, cx);
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
fn installation(run: Instruction<'_>) -> Option<(&Command<'_>, &'static str)> {
    if run.mounts().next().is_some() {
        return None;
    }
    let commands = run.commands();
    let changes_folder = commands.iter().any(|command| command.is_any(&["cd", "pushd"]));
    let found = commands.iter().find_map(|command| manifest(command).map(|manifest| (command, manifest)));
    found.filter(|(command, _)| !changes_folder && !command.context.conditional)
}

/// The manifest that a command reads, if it needs no other file of the sources.
fn manifest(command: &Command<'_>) -> Option<&'static str> {
    let arguments = command.parsed();
    let mut words = arguments.subcommand.iter().chain(&arguments.operands);
    let verb = words.next().and_then(|word| word.as_str())?;
    let object = words.next().map(|word| word.as_str());
    let is_plain = object.is_none() && !arguments.is_open;
    let is_global = !arguments.lacks(&["g", "global", "location"]);
    match (command.name()?, verb) {
        ("npm", "ci" | "install" | "i") | ("yarn" | "pnpm" | "bun", "install" | "i") if is_plain && !is_global => {
            Some("`package.json` and the lock file")
        }
        ("pip" | "pip3", "install") if is_plain => {
            let requirements = arguments.option(&["r", "requirement"])?.value?.text?;
            let is_editable = !arguments.lacks(&["e", "editable"]);
            (!requirements.contains("://") && !is_editable).then_some("the requirements")
        }
        ("bundle", "install") => Some("`Gemfile` and `Gemfile.lock`"),
        ("go", "mod") if object == Some(Some("download")) => Some("`go.mod` and `go.sum`"),
        ("cargo", "fetch") => Some("`Cargo.toml` and `Cargo.lock`"),
        ("composer", "install") => Some("`composer.json` and `composer.lock`"),
        ("poetry", "install") if !arguments.lacks(&["no-root"]) => Some("`pyproject.toml` and `poetry.lock`"),
        ("uv", "sync") if !arguments.lacks(&["no-install-project"]) => Some("`pyproject.toml` and `uv.lock`"),
        ("dotnet", "restore") => Some("the project files"),
        ("mvn", _) if command.arguments.iter().any(|argument| argument.is("dependency:go-offline")) => {
            Some("`pom.xml`")
        }
        _ => None,
    }
}
