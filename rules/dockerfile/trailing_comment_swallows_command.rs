use crate::fix::{Edit, Safety, dockerfile as fix};
use crate::model::docker::{Instruction, shell_comments};
use crate::rule::{Check, Cx};
use crate::source::Span;

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
            .help("put the comment on a line of its own")
            .fix("move the comment above", Safety::Unsafe, moved(instruction, comment));
    }
}

/// Puts a comment, which ends with the line continuation, on a line of its own above the one that it stands in.
fn moved(instruction: Instruction<'_>, comment: Span) -> Option<Vec<Edit>> {
    let syntax = instruction.dockerfile().syntax();
    let written = syntax.source[comment.range()].strip_suffix(syntax.escape)?.trim_end();
    let start = comment.start as usize;
    let before = syntax.source[..start].trim_end_matches([' ', '\t']);
    let removed = Edit::replace(Span::new(syntax.file, before.len()..start + written.len()), "");
    let own_line = before.rfind('\n').map_or(0, |newline| newline + 1);
    let above = if own_line <= instruction.span().start as usize {
        fix::insert_before(syntax, instruction.syntax(), written)
    } else {
        let line = &before[own_line..];
        let indentation = &line[..line.len() - line.trim_start().len()];
        Edit::replace(Span::new(syntax.file, own_line..own_line), format!("{indentation}{written}\n"))
    };
    Some(vec![above, removed])
}
