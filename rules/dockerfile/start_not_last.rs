use crate::fix::{Edit, Safety, dockerfile as fix};
use crate::model::docker::{Command, Instruction, Stage};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Stage(check);

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    if !stage.is_final() {
        return;
    }
    // From the end: for each place the last instruction that belongs above it.
    let mut last_lower: [Option<Instruction<'_>>; 5] = [None; 5];
    let mut misplaced = Vec::new();
    for instruction in stage.instructions().rev() {
        let own = place(instruction);
        misplaced.extend(last_lower[own].map(|below| (instruction, below)));
        for lower in &mut last_lower[own + 1..] {
            *lower = lower.or(Some(instruction));
        }
    }
    for (early, below) in misplaced {
        let name = keyword(early);
        cx.report(early.keyword_span(), format!("`{name}` is not at the end of its stage"))
            .label(below.keyword_span(), "this belongs above it")
            .help("end a stage with `STOPSIGNAL`, `HEALTHCHECK`, `ENTRYPOINT` and `CMD`, in this order")
            .fix("move it down", Safety::Safe, moved(stage, early, below));
    }
}

/// The place among those that belong at the end, from 1; 0 for all others.
fn place(instruction: Instruction<'_>) -> usize {
    match instruction.command() {
        Command::Stopsignal(_) => 1,
        Command::Healthcheck(_) => 2,
        Command::Entrypoint(_) => 3,
        Command::Cmd(_) => 4,
        _ => 0,
    }
}

fn keyword(instruction: Instruction<'_>) -> String {
    instruction.syntax().keyword.as_str().to_ascii_uppercase()
}

/// Moves an instruction of one line down. What a shell runs depends on the SHELL above it, a signal on the variables, and a comment above
/// belongs to it.
fn moved(stage: Stage<'_>, early: Instruction<'_>, below: Instruction<'_>) -> Option<Vec<Edit>> {
    let file = stage.dockerfile().syntax();
    let text = &file.source[early.span().range()];
    let line = file.source[..early.span().start as usize].rsplit('\n').next().unwrap_or_default();
    let above = file.source[..early.span().start as usize].trim_end().lines().next_back().unwrap_or_default();
    let between = stage.instructions().filter(|it| (early.index()..below.index()).contains(&it.index()));
    let is_bound = between.skip(1).any(|it| matches!(it.command(), Command::Shell(_)));
    let is_plain = !text.contains(['\n', '$']) && line.trim().is_empty() && !above.trim_start().starts_with('#');
    // At the end of a file, a line that says that it goes on would take in what comes after it.
    let goes_on = file.source.trim_end().ends_with(file.escape);
    let takes_more = !below.syntax().heredocs.is_empty() || goes_on;
    let mut removal = fix::remove(file, early.syntax());
    // Of two blank lines that would meet one goes.
    if file.source[..removal.span.start as usize].ends_with("\n\n")
        && file.source[removal.span.end as usize..].starts_with('\n')
    {
        removal.span.end += 1;
    }
    (is_plain && !is_bound && !takes_more).then(|| vec![removal, fix::insert_after(file, below.syntax(), text)])
}
