use crate::model::docker::Run;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

/// The longest line that is left alone, in characters.
const LONGEST: usize = 140;

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    if run.is_exec() || !run.instruction.syntax().heredocs.is_empty() || run.commands().len() < 2 {
        return;
    }
    let source = run.instruction.dockerfile().syntax().source;
    let written = &source[run.instruction.span().range()];
    let Some(long) = written.lines().find(|line| line.chars().count() > LONGEST && line.contains(" && ")) else {
        return;
    };
    let length = long.chars().count();
    cx.report(run.instruction.keyword_span(), format!("`RUN` has a line of {length} characters with several commands"))
        .help("begin a new line before each `&&`");
}
