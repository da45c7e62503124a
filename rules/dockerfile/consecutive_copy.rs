use crate::model::docker::{Command, Copy, Instruction, Stage};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Stage(check);

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    // Layers of a stage that is not part of the image cost nothing.
    if !stage.is_shipped() {
        return;
    }
    let mut first: Option<(Instruction<'_>, &Copy<'_>, bool)> = None;
    for instruction in stage.instructions() {
        let copy = instruction.copy().filter(|copy| !copy.is_json && instruction.syntax().heredocs.is_empty());
        match (&mut first, copy) {
            (Some((before, own, told)), Some(copy)) if is_same(*before, own, instruction, copy) => {
                if !std::mem::replace(told, true) {
                    report(*before, own, instruction, cx);
                }
            }
            (_, Some(copy)) => first = Some((instruction, copy, false)),
            (_, None) => first = None,
        }
    }
}

/// Whether two instructions put what they copy into the same place in the same way.
fn is_same(one: Instruction<'_>, own: &Copy<'_>, other: Instruction<'_>, copy: &Copy<'_>) -> bool {
    let is_add = |instruction: Instruction<'_>| matches!(instruction.command(), Command::Add(_));
    is_add(one) == is_add(other) && one.has_flags_of(other) && own.destination.as_str() == copy.destination.as_str()
}

fn report(first: Instruction<'_>, copy: &Copy<'_>, next: Instruction<'_>, cx: &mut Cx<'_>) {
    let destination = copy.destination.as_str();
    cx.report(first.span(), format!("several instructions in a row copy to `{destination}`, a layer each"))
        .label(next.keyword_span(), "this one too")
        .help(format!("name all sources in one: `{} ... {}/`", keyword(first), destination.trim_end_matches('/')));
}

fn keyword(instruction: Instruction<'_>) -> String {
    instruction.syntax().keyword.as_str().to_ascii_uppercase()
}
