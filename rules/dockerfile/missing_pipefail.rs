use crate::model::command::{Command, readers};
use crate::model::docker::Run;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

/// What may write into a pipe without a thought: it does not fail, or is ended by the reader.
const NEVER_FAILS: [&str; 4] = ["echo", "printf", "true", "yes"];

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    if run.has_pipefail() {
        return;
    }
    let hides = |command: &&Command<'_>| {
        let is_read = readers(run.commands(), command).next().is_some();
        is_read && !command.context.tested && !command.is_any(&NEVER_FAILS)
    };
    let Some(left) = run.commands().iter().find(hides) else { return };
    let name = left.name().unwrap_or("this command");
    cx.report(
        run.span_of(left.range),
        format!("nobody notices if `{name}` fails: the pipe has the outcome of its last command"),
    )
    .help("set the option `pipefail` with a `SHELL` instruction");
}
