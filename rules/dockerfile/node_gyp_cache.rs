use crate::model::command::Command;
use crate::model::docker::{Instruction, Run};
use crate::model::packages::{Task, calls};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    let installs = |command: &&Command<'_>| {
        let verb = command.parsed().subcommand.first().and_then(|word| word.as_str());
        command.is_any(&["npm", "yarn", "pnpm"]) && matches!(verb, Some("ci" | "install" | "i"))
    };
    let Some(command) = run.commands().iter().find(installs) else { return };
    if command.arguments.iter().any(|word| matches!(word.as_str(), Some("-g" | "--global" | "--ignore-scripts"))) {
        return;
    }
    let has_mount = run
        .instruction
        .mounts()
        .any(|mount| mount.target().is_none_or(|target| target.contains("node-gyp") || target.ends_with("/.cache")));
    if !has_mount && (has_compiler(run.instruction, "") || run.last_before(has_compiler, "").is_some()) {
        cx.report(
            run.span_of(command.range),
            format!("`{}` downloads the headers of Node for each package with native code", run.shown(command.range)),
        )
        .help("add `--mount=type=cache,target=/root/.cache/node-gyp`");
    }
}

/// Whether it installs a compiler for C++.
fn has_compiler(instruction: Instruction<'_>, _: &str) -> bool {
    let Some(run) = Run::of(instruction) else { return false };
    let mut installs = calls(run.commands()).filter(|call| call.task == Task::Install);
    installs.any(|call| {
        call.arguments
            .operands
            .iter()
            .any(|word| matches!(word.as_str(), Some("g++" | "build-base" | "build-essential" | "gcc-c++")))
    })
}
