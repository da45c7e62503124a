use crate::fix::{Edit, Safety};
use crate::model::docker::Instruction;
use crate::rule::{Check, Cx};
use crate::source::Span;

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let syntax = instruction.dockerfile().syntax();
    let all = &syntax.empty_continuations;
    let first = all.partition_point(|line| line.start < instruction.span().start);
    let count = all[first..].partition_point(|line| line.end < instruction.span().end);
    let lines = &all[first..first + count];
    let Some(line) = lines.first() else { return };
    let removed = lines.iter().map(|line| {
        let end = line.end as usize;
        let end = syntax.source[end..].find('\n').map_or(end, |newline| end + newline + 1);
        Edit::replace(Span::new(line.file, line.start as usize..end), "")
    });
    let keyword = instruction.syntax().keyword.as_str().to_ascii_uppercase();
    cx.report(*line, format!("blank line within `{keyword}`"))
        .label(instruction.keyword_span(), "this instruction goes on after it")
        .help("remove the line, or the line continuation above it")
        .fix("remove the blank lines", Safety::Safe, removed.collect::<Vec<_>>());
}
