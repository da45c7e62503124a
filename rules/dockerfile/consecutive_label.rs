use crate::fix::{Edit, Safety};
use crate::model::docker::{Command, Instruction, Stage};
use crate::rule::{Check, Cx};
use crate::source::Span;

pub const CHECK: Check = Check::Stage(check);

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    let mut group: Vec<Instruction<'_>> = Vec::new();
    for instruction in stage.instructions() {
        if !is_label(instruction) {
            report(&group, cx);
            group.clear();
            continue;
        }
        if group.last().is_some_and(|before| !is_next(*before, instruction)) {
            report(&group, cx);
            group.clear();
        }
        group.push(instruction);
    }
    report(&group, cx);
}

/// Whether it is a LABEL in the form with `=`.
fn is_label(instruction: Instruction<'_>) -> bool {
    matches!(instruction.command(), Command::Label(pairs) if !pairs.iter().any(|pair| pair.is_legacy))
}

/// Whether nothing but blank space stands between two instructions.
fn is_next(before: Instruction<'_>, instruction: Instruction<'_>) -> bool {
    between(before, instruction).is_some_and(|text| text.trim().is_empty())
}

fn between<'d>(before: Instruction<'d>, instruction: Instruction<'d>) -> Option<&'d str> {
    let source = before.dockerfile().syntax().source;
    source.get(before.span().end as usize..instruction.span().start as usize)
}

fn report(group: &[Instruction<'_>], cx: &mut Cx<'_>) {
    let [first, others @ ..] = group else { return };
    let Some(second) = others.first() else { return };
    let syntax = first.dockerfile().syntax();
    let line_ending = if syntax.source.contains("\r\n") { "\r\n" } else { "\n" };
    // From the end of one to the arguments of the next: the keyword between them goes.
    let edits = group.windows(2).map(|pair| {
        let words = pair[1].syntax().arguments.span();
        let span = Span::new(first.span().file, pair[0].span().end as usize..words.start as usize);
        Edit::replace(span, format!(" {}{line_ending}      ", syntax.escape))
    });
    let edits: Vec<Edit> = edits.collect();
    cx.report(second.keyword_span(), "`LABEL` stands directly below `LABEL`")
        .label(first.keyword_span(), "the first of them")
        .help("write the labels in one instruction")
        .fix("join them", Safety::Safe, edits);
}
