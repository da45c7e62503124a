//! Two RUN instructions made one.

use crate::fix::Edit;
use crate::model::docker::{Instruction, Run};
use crate::source::Span;

/// Joins two commands that stand directly one below the other. Not possible where what a shell keeps for the next command would reach the
/// second one, or where the first one ends otherwise than with a command.
pub fn join(before: Instruction<'_>, instruction: Instruction<'_>) -> Option<Edit> {
    let syntax = instruction.dockerfile().syntax();
    let start = before.span().end as usize;
    let between = syntax.source.get(start..instruction.span().start as usize)?;
    let keeps = before
        .commands()
        .iter()
        .any(|it| it.is_any(&["cd", "export", "set", "umask", "exec", "exit"]) || it.program.is_none());
    let is_plain = |it: Instruction<'_>| {
        let text = it.syntax().arguments.as_str();
        let ends = text.trim_end().ends_with(['&', ';', '|', '\\']);
        Run::of(it).is_some_and(|run| !run.is_exec()) && !text.contains(['#', '\r']) && !ends
    };
    let is_negated = |it: Instruction<'_>| it.syntax().arguments.as_str().trim_start().starts_with('!');
    if !between.trim().is_empty()
        || keeps
        || ![before, instruction].into_iter().all(|it| is_plain(it) && !is_negated(it))
    {
        return None;
    }
    let words = instruction.syntax().arguments.span();
    let span = Span::new(syntax.file, start..words.start as usize);
    Some(Edit::replace(span, format!(" {}\n    && ", syntax.escape)))
}
