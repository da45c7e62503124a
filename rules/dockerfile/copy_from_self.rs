use crate::model::docker::Instruction;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let Some(stage) = instruction.stage() else { return };
    for (name, span) in instruction.source_names() {
        let dockerfile = instruction.dockerfile();
        if dockerfile.source(name, stage).is_none() && dockerfile.target(name).is_some_and(|source| source == stage) {
            cx.report(span, format!("`from={name}` is the stage that it stands in"))
                .help("a file of the same stage is there already; name another stage, or use RUN to copy it");
        }
    }
}
