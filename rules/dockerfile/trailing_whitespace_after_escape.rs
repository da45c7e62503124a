use crate::fix::{Edit, Safety};
use crate::model::docker::Instruction;
use crate::rule::{Check, Cx};
use crate::source::Span;

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let syntax = instruction.dockerfile().syntax();
    let lines =
        instruction.syntax().heredocs.first().map_or(instruction.span().end, |heredoc| heredoc.raw.span().start);
    let start = instruction.span().start as usize;
    let mut at = start;
    let mut blanks = Vec::new();
    for line in syntax.source[start..lines as usize].split_inclusive('\n') {
        let content = line.trim_end_matches(['\n', '\r']);
        let trimmed = content.trim_end_matches([' ', '\t']);
        let is_comment = trimmed.trim_start().starts_with('#');
        if line.ends_with('\n') && trimmed.len() < content.len() && trimmed.ends_with(syntax.escape) && !is_comment {
            blanks.push(Span::new(syntax.file, at + trimmed.len()..at + content.len()));
        }
        at += line.len();
    }
    let Some(first) = blanks.first() else { return };
    let edits: Vec<Edit> = blanks.iter().map(|span| Edit::replace(*span, "")).collect();
    let keyword = instruction.syntax().keyword.as_str().to_ascii_uppercase();
    cx.report(*first, format!("blanks after a line continuation of `{keyword}`")).help("remove them").fix(
        "remove the blanks",
        Safety::Safe,
        edits,
    );
}
