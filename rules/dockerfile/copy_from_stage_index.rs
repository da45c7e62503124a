use crate::fix::{Edit, Safety};
use crate::model::docker::{Base, Instruction};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let Some(stage) = instruction.stage() else { return };
    for (name, span) in instruction.source_names().filter(|(name, _)| name.parse::<usize>().is_ok()) {
        let Some(Base::Stage(source)) = instruction.dockerfile().source(name, stage) else { continue };
        cx.report(span, format!("`from={name}` refers to a stage by its number"))
            .label(source.from().span(), "the stage that is meant")
            .help("give the stage a name with `AS` and use that")
            .fix("use the stage's name", Safety::Safe, source.name().map(|name| Edit::replace(span, name)));
    }
}
