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
    let begins: Vec<u32> = run.commands().iter().map(|command| run.span_of(command.range).start).collect();
    let start = run.instruction.span().start;
    // One command alone, however long, is not for this rule.
    let place = |line: &str| {
        let at = start + (line.as_ptr() as usize - written.as_ptr() as usize) as u32;
        let blanks = line.len() - line.trim_start().len();
        Span { start: at + blanks as u32, end: at + line.trim_end().len() as u32, ..run.instruction.span() }
    };
    let has_several = |line: &&str| {
        let line = place(line);
        begins.iter().filter(|begin| line.range().contains(&(**begin as usize))).count() > 1
    };
    let is_long = |line: &&str| line.chars().count() > LONGEST && line.contains(" && ");
    let Some(long) = written.lines().filter(is_long).find(has_several) else { return };
    let length = long.chars().count();
    cx.report(place(long), format!("`RUN` has a line of {length} characters with several commands"))
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
