use crate::fix::{Edit, Safety, dockerfile as fix};
use crate::model::command::Command;
use crate::model::docker::Run;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    let keeps = |folder: &str| ["cache", "yarn", "npm", "$"].iter().any(|word| folder.contains(word));
    let is_kept = || {
        let mut mounts = run.instruction.mounts().filter(|mount| matches!(mount.kind(), "cache" | "tmpfs"));
        mounts.any(|mount| mount.target().is_some_and(|target| !target.starts_with("/var/") && keeps(target)))
    };
    if !run.is_shipped() || is_kept() {
        return;
    }
    let removes = |command: &Command<'_>| {
        command.is_any(&["rm"]) && keeps(command.range.of(run.text()))
            || command.range.of(run.text()).contains("cache clean")
            || command.is_script()
    };
    let last_removal = run.commands().iter().rposition(removes);
    // The same at the end of the instruction for each command that it may be needed after.
    let mut edit_of: Option<(&str, Option<Edit>)> = None;
    for (at, command) in run.commands().iter().enumerate() {
        let Some(clean) = cleaning(run, command) else { continue };
        if last_removal.is_none_or(|last| last <= at) {
            let name = command.name().unwrap_or_default();
            // hadolint has a check for yarn only.
            let also: &[&str] = if name == "yarn" { &["hadolint:DL3060", "droast:DF055"] } else { &["droast:DF055"] };
            let known = edit_of.take().filter(|(known, _)| *known == clean);
            let make = || fix::append_command(run.instruction.dockerfile().syntax(), run.instruction.syntax(), clean);
            let edit = known.map_or_else(make, |(_, edit)| edit);
            edit_of = Some((clean, edit.clone()));
            cx.report(run.span_of(command.range), format!("`{name}` keeps what it downloads in the image"))
                .stands_for(also.iter().copied())
                .help(format!("add `&& {clean}`, or mount a cache"))
                .fix("empty the cache", Safety::Safe, edit);
        }
    }
}

/// For a command that installs packages: the one that removes what it downloads.
fn cleaning(run: Run<'_>, command: &Command<'_>) -> Option<&'static str> {
    let arguments = command.parsed();
    let other = ["cache", "cache-folder", "immutable", "mode", "package-lock-only"];
    if !arguments.lacks(&other) || arguments.is_open {
        return None;
    }
    match (command.name()?, arguments.subcommand(0)) {
        // Newer versions of yarn keep their packages in the project, or outside of it by a setting.
        ("yarn", Some("install")) if !run.text().contains("corepack") => Some("yarn cache clean"),
        ("npm", Some("install" | "i" | "ci" | "add")) => Some("npm cache clean --force"),
        _ => None,
    }
}
