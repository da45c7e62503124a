use super::copy_from_unknown_stage::is_misspelt;
use crate::model::docker::{Base, Instruction};
use crate::model::image::{Image, ImagePlace};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let Some(stage) = instruction.stage() else { return };
    for (name, span) in instruction.source_names() {
        let is_image = instruction.dockerfile().source(name, stage) == Some(Base::Image(None));
        let is_versioned = name.contains([':', '@']);
        let image = Image::new(ImagePlace::CopyFrom, Some(name), span, None);
        if !is_image || is_versioned || cx.project.docker.builds(image) || is_misspelt(name, image, stage) {
            continue;
        }
        let help = if image.is_surely_local() {
            "give it a stage of its own, or name it as a context in the bake or Compose file that builds this"
        } else {
            "give it a stage of its own, with its version: `FROM image:version AS name`"
        };
        cx.report(span, format!("`from={name}` is no stage of this file")).help(help);
    }
}
