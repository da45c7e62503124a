use crate::fix::{Safety, dockerfile as fix};
use crate::model::docker::{Command, Dockerfile, Instruction, Stage};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Dockerfile(check);

const NAME: &str = "DEBIAN_FRONTEND";

fn check(dockerfile: &Dockerfile<'_>, cx: &mut Cx<'_>) {
    let Some(last) = dockerfile.final_stage() else { return };
    let sets = |instruction: &Instruction<'_>| match instruction.command() {
        Command::Env(pairs) => pairs.iter().any(|pair| pair.name == *NAME),
        _ => false,
    };
    // The chain begins with the stage that comes last.
    let Some(instruction) = last.chain().flat_map(|stage: Stage<'_>| stage.instructions().rev()).find(sets) else {
        return;
    };
    let Command::Env(pairs) = instruction.command() else { return };
    let Some(pair) = pairs.iter().rev().find(|pair| pair.name == *NAME) else { return };
    let value = pair.value.as_ref().map(|value| instruction.evaluate(value));
    if value.as_ref().and_then(|value| value.as_str()) != Some("noninteractive") {
        return;
    }
    let is_alone = pairs.len() == 1 && !pair.is_legacy;
    let edit = is_alone.then(|| fix::replace(&instruction.syntax().keyword, "ARG"));
    cx.report(pair.name.span(), "`DEBIAN_FRONTEND` stays set in the image")
        .help("use `ARG`, which counts for the build only")
        .fix("use ARG", Safety::Safe, edit);
}
