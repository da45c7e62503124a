use crate::model::docker::Instruction;
use crate::model::docker::shell_comments;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let Some(script) = instruction.script().filter(|_| instruction.syntax().heredocs.is_empty()) else { return };
    let source = instruction.dockerfile().syntax().source;
    for range in shell_comments(script) {
        let span = script.span_of(range.clone());
        let Some(newline) = source[span.range()].find('\n') else { continue };
        let comment = span.part(0..source[span.range()][..newline].trim_end().len());
        let written: String = source[comment.range()].trim_end_matches('\\').trim_end().chars().take(60).collect();
        cx.report(comment, format!("comment `{written}` goes on to the end of the command"))
            .label(span.part(newline + 1..span.len()), "these lines are part of it")
            .help("put the comment on a line of its own");
    }
}
