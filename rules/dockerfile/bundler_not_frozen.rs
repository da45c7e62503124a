use crate::model::command::Command;
use crate::model::docker::{Instruction, Run, Stage};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    let installs = |command: &Command<'_>| {
        let arguments = command.parsed();
        command.is_any(&["bundle", "bundler"])
            && matches!(arguments.subcommand(0), Some("install"))
            && arguments.lacks(&["deployment", "frozen"])
    };
    let Some(at) = run.commands().iter().position(installs) else { return };
    let is_production = |name: &str| run.instruction.is_set_to(name, "production");
    let is_for_production = ["RAILS_ENV", "RACK_ENV"].iter().any(|name| is_production(name));
    let is_frozen = ["BUNDLE_DEPLOYMENT", "BUNDLE_FROZEN"].iter().any(|name| run.has_variable(at, name));
    // A `.bundle/config` may have it, and `bundle config` in a RUN may have written it.
    let is_configured =
        run.text().contains("config") || cx.project.files().below("").any(|path| path.ends_with(".bundle/config"));
    if !is_for_production || is_frozen || is_configured || run.stage().is_some_and(Stage::is_for_development) {
        return;
    }
    if run.last_before(configures, "").is_some() {
        return;
    }
    let command = &run.commands()[at];
    cx.report(
        run.span_of(command.range),
        format!("`{}` may install other versions than the lock file's", run.shown(command.range)),
    )
    .help("add `ENV BUNDLE_DEPLOYMENT=1`");
}

/// Whether an instruction may say that the lock file counts.
fn configures(instruction: Instruction<'_>, _: &str) -> bool {
    let text = instruction.syntax().arguments.as_str();
    text.contains("frozen") || text.contains("deployment")
}
