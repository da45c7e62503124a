use crate::fix::{Edit, Safety};
use crate::model::docker::{Base, Instruction, Stage};
use crate::rule::{Check, Cx};
use crate::source::Span;

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let Some(stage) = instruction.stage() else { return };
    for (name, span) in instruction.source_names().filter(|(name, _)| name.parse::<usize>().is_ok()) {
        let Some(Base::Stage(source)) = instruction.dockerfile().source(name, stage) else { continue };
        cx.report(span, format!("`from={name}` refers to a stage by its number"))
            .label(source.from().span(), "the stage that is meant")
            .help("give the stage a name with `AS` and use that")
            .fix("use the stage's name", Safety::Safe, named(source, span));
    }
}

/// Takes the name of a stage, and gives it one if it has none.
fn named(source: Stage<'_>, span: Span) -> Option<Vec<Edit>> {
    if let Some(name) = source.name() {
        return Some(vec![Edit::replace(span, name)]);
    }
    let dockerfile = source.dockerfile();
    let is_only = dockerfile.stages().len() == 2;
    let name = if is_only { "build".to_owned() } else { format!("stage-{}", source.index()) };
    let base = source.base_text().filter(|_| dockerfile.target(&name).is_none())?;
    Some(vec![Edit::replace(base.span().at_end(), format!(" AS {name}")), Edit::replace(span, name)])
}
