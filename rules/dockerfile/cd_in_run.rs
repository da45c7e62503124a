use crate::model::docker::Run;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    // `ONBUILD WORKDIR` would hold for the whole build of the other image.
    if run.is_trigger() {
        return;
    }
    // One that has no effect at all is told of by `cd-has-no-effect`.
    let idle = run.idle_cd();
    // One finding says it: who mends it sees the rest.
    let is_change = |command: &&crate::model::command::Command<'_>| {
        let is_idle = idle.is_some_and(|idle| idle.range == command.range);
        command.is_any(&["cd"]) && !is_idle && !command.context.in_subshell && command.context.substitution.is_none()
    };
    let Some(command) = run.commands().iter().find(is_change) else { return };
    let shown = run.shown(command.range);
    cx.report(run.span_of(command.range), format!("`{shown}` holds for the rest of this `RUN` alone"))
        .help("use `WORKDIR` for a folder in which more than this is done");
}
