use super::unpinned::{self, NEWEST};
use crate::model::docker::{Instruction, Run};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

/// What names a version that moves.
const MOVING: [&str; 6] = ["latest", "upgrade", "patch", "master", "main", "HEAD"];

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    let mut has_module = None;
    for command in run.commands().iter().filter(|command| command.is_any(&["go"])) {
        let arguments = command.parsed();
        let count = match arguments.subcommand(0) {
            Some("install" | "get") => arguments.operands.len(),
            Some("run") => arguments.operands.len().min(1),
            _ => continue,
        };
        let has_module = *has_module.get_or_insert_with(|| may_have_module(run));
        // In a module go.mod may say the version, but `go get` looks for a newer one and writes that there.
        let module = if arguments.subcommand(0) == Some("get") { module_of(run, cx) } else { None };
        let is_newest = |path: &str| match module {
            Some(module) => !path.starts_with(module),
            None => !has_module,
        };
        let is_unpinned = |text: &str| {
            let (path, version) = text.split_once('@').map_or((text, None), |(path, version)| (path, Some(version)));
            is_remote(path) && version.map_or_else(|| is_newest(path), |version| MOVING.contains(&version))
        };
        unpinned::report(run, &arguments.operands[..count], is_unpinned, (NEWEST, "name the version after `@`"), cx);
    }
}

/// The name of the module in the working directory, if its go.mod is copied there.
fn module_of<'p>(run: Run<'_>, cx: &Cx<'p>) -> Option<&'p str> {
    let files = cx.project.files();
    let file = cx.project.docker.copied(run.instruction, &["go.mod"], files)?;
    let text = files.get(files.find(&file.path)?).text();
    text.lines().find_map(|line| line.strip_prefix("module ")).map(str::trim)
}

/// Whether an import path begins with the name of a host.
fn is_remote(path: &str) -> bool {
    let host = path.split('/').next().unwrap_or_default();
    host.contains('.') && !host.starts_with('.') && path.contains('/')
}

/// Whether sources of a module may lie in the working directory: something was copied, fetched or mounted.
fn may_have_module(run: Run<'_>) -> bool {
    let is_mounted = run.instruction.mounts().any(|mount| mount.kind() == "bind");
    is_mounted || brings(run.instruction, "") || run.last_before(brings, "").is_some()
}

/// Whether an instruction may bring sources.
fn brings(instruction: Instruction<'_>, _: &str) -> bool {
    let mut commands = instruction.commands().iter();
    let fetches = commands.any(|command| match command.name() {
        Some("go") => command.parsed().subcommand(0) == Some("mod"),
        Some("git" | "curl" | "wget" | "tar" | "unzip" | "cp" | "mv") => true,
        _ => command.is_script(),
    });
    fetches || instruction.copy().is_some()
}
