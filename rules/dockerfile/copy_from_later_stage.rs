use crate::model::docker::Instruction;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let Some(stage) = instruction.stage() else { return };
    let dockerfile = instruction.dockerfile();
    for (name, span) in instruction.source_names() {
        let later = dockerfile.target(name).filter(|source| source.index() > stage.index());
        let is_number = name.parse::<usize>().is_ok_and(|number| number >= dockerfile.stages().len());
        if dockerfile.source(name, stage).is_some() || !is_number && later.is_none() {
            continue;
        }
        let message = if is_number {
            format!("`from={name}` is the number of a stage that is not there")
        } else {
            format!("stage `{name}` comes only later")
        };
        let reported = cx.report(span, message).help("only stages above can be copied from: move the stage up");
        if let Some(later) = later {
            reported.label(later.from().span(), "it begins here");
        }
    }
}
