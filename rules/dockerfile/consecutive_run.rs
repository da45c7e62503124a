use crate::fix::{Safety, dockerfile as fix};
use crate::model::docker::{Command, Instruction, Run};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let Some(at) = instruction.index().checked_sub(1) else { return };
    let before = instruction.dockerfile().instruction(at);
    if !is_short(instruction) || !is_short(before) || !instruction.has_flags_of(before) {
        return;
    }
    cx.report(
        instruction.keyword_span(),
        "this `RUN` makes a layer of its own for one command, like the one before it",
    )
    .label(before.keyword_span(), "the one before")
    .help("join them with `&&`, unless they are apart for the sake of the cache")
    .fix("join them", Safety::Unsafe, fix::join(before, instruction));
}

/// Whether it is a RUN of a single command.
fn is_short(instruction: Instruction<'_>) -> bool {
    let is_run = matches!(instruction.command(), Command::Run(_));
    is_run && Run::of(instruction).is_some_and(|run| matches!(run.commands(), [_]))
}
