use crate::model::docker::{Run, Stage};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    let has_mount = run.instruction.mounts().any(|mount| mount.kind() == "cache");
    if has_mount || !run.is_shipped() || run.stage().is_some_and(Stage::is_for_development) {
        return;
    }
    let installs = |command: &crate::model::command::Command<'_>| {
        command.is_any(&["bundle", "bundler"]) && command.parsed().subcommand(0) == Some("install")
    };
    let Some(at) = run.commands().iter().position(installs) else { return };
    let command = &run.commands()[at];
    let removes = run.commands()[at + 1..].iter().any(|command| command.is_any(&["rm", "find"]));
    if command.parsed().has(&["no-cache"]) || removes || run.runs_scripts_after(at) {
        return;
    }
    cx.report(run.span_of(command.range), format!("what `{}` downloads stays in the image", run.shown(command.range)))
        .help("end with `rm -rf ~/.bundle \"$GEM_HOME\"/cache`, or mount a cache there");
}
