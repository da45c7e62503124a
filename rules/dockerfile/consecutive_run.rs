use crate::fix::{Edit, Safety};
use crate::model::docker::{Command, Instruction, Run, Text};
use crate::rule::{Check, Cx};
use crate::source::Span;

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let Some(at) = instruction.index().checked_sub(1) else { return };
    let before = instruction.dockerfile().instruction(at);
    if !is_short(instruction) || !is_short(before) || flags(instruction) != flags(before) {
        return;
    }
    cx.report(
        instruction.keyword_span(),
        "this `RUN` makes a layer of its own for one command, like the one before it",
    )
    .label(before.keyword_span(), "the one before")
    .help("join them with `&&`, unless they are apart for the sake of the cache")
    .fix("join them", Safety::Unsafe, joined(before, instruction));
}

/// Joins two commands that stand directly one below the other. What a shell keeps for the next command would reach that.
pub(super) fn joined(before: Instruction<'_>, instruction: Instruction<'_>) -> Option<Edit> {
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

/// Whether it is a RUN of a single command.
fn is_short(instruction: Instruction<'_>) -> bool {
    let is_run = matches!(instruction.command(), Command::Run(_));
    is_run && Run::of(instruction).is_some_and(|run| matches!(run.commands(), [_]))
}

/// The flags of an instruction with their values.
pub(super) fn flags(instruction: Instruction<'_>) -> Vec<(&str, Option<&str>)> {
    let flags = instruction.syntax().flags.iter();
    flags.map(|flag| (flag.name.as_str(), flag.value.as_ref().map(Text::as_str))).collect()
}
