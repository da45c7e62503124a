use crate::fix::{Edit, Safety};
use crate::model::docker::Run;
use crate::rule::{Check, Cx};
use crate::source::Span;

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
        .help("begin a new line before each `&&`")
        .fix("begin new lines", Safety::Safe, broken(run, long));
}

/// Breaks a line before each `&&`, if all of them part commands and that is enough.
fn broken(run: Run<'_>, line: &str) -> Option<Vec<Edit>> {
    let syntax = run.instruction.dockerfile().syntax();
    let start = run.instruction.span().start as usize + syntax.source[run.instruction.span().range()].find(line)?;
    let is_enough = line.split(" && ").all(|part| part.chars().count() + "    && ".len() < LONGEST);
    if !is_enough || line.contains(['"', '\'', '#', '`', '\r', '$', '(']) {
        return None;
    }
    let places = line.match_indices(" && ").map(|(at, _)| Span::new(syntax.file, start + at..start + at + 1));
    Some(places.map(|place| Edit::replace(place, format!(" {}\n    ", syntax.escape))).collect())
}
