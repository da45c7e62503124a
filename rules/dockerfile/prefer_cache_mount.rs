use crate::fix::{self, Safety};
use crate::model::command::Command;
use crate::model::docker::{self, Run};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    if run.instruction.mounts().any(|mount| mount.kind() == "cache") {
        return;
    }
    // One finding for each RUN: a mount is one of the whole instruction.
    let found = run.commands().iter().find_map(|command| Some((command, cache(command)?)));
    let Some((command, folder)) = found else { return };
    let name = command.name().unwrap_or_default();
    // Another user has another home.
    let has_user = run.last_before(|it, _| matches!(it.command(), docker::Command::User(_)), "").is_some();
    let mount = format!("--mount=type=cache,target={folder}");
    let edit = (!has_user && !run.is_trigger()).then(|| fix::dockerfile::append_flag(run.instruction.syntax(), &mount));
    cx.report(run.span_of(command.range), format!("`{name}` downloads everything again when its layer is built again"))
        .help(format!("keep what it downloads: `RUN --mount=type=cache,target={folder}`"))
        .fix("mount a cache", Safety::Unsafe, edit);
}

/// The folder where a command keeps what it downloads for the packages of a program, for root.
fn cache(command: &Command<'_>) -> Option<&'static str> {
    let arguments = command.parsed();
    let name = command.name()?.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    let is_off = arguments.has(&["no-cache-dir", "no-cache", "cache-dir"]);
    let folder = match (name, arguments.subcommand(0)?) {
        ("pip", "install" | "wheel") => "/root/.cache/pip",
        ("uv", "sync" | "pip") => "/root/.cache/uv",
        ("poetry", "install") => "/root/.cache/pypoetry",
        ("npm", "ci" | "install" | "i") => "/root/.npm",
        ("yarn", "install") => "/usr/local/share/.cache/yarn",
        ("pnpm", "install" | "i" | "fetch") => "/root/.local/share/pnpm/store",
        ("bun", "install") => "/root/.bun/install/cache",
        ("bundle", "install") => "/usr/local/bundle/cache",
        ("composer", "install") => "/root/.composer/cache",
        ("cargo", "build" | "fetch" | "install") => "/usr/local/cargo/registry",
        ("go", "build" | "install") => "/root/.cache/go-build",
        ("go", "mod") if arguments.operands.first().is_some_and(|word| word.is("download")) => "/go/pkg/mod",
        ("dotnet", "restore" | "publish" | "build") => "/root/.nuget/packages",
        _ => return None,
    };
    (!is_off).then_some(folder)
}
