use crate::fix::{Edit, Safety};
use crate::model::docker::{Base, Instruction, Stage};
use crate::model::image::{Image, ImagePlace};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

/// Whether a name is nearly that of a stage, and of no image that there is.
pub(super) fn is_misspelt(name: &str, image: Image<'_>, stage: Stage<'_>) -> bool {
    image.is_surely_local() && stage.dockerfile().nearest_stage(name, stage).is_some()
}

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let Some(stage) = instruction.stage() else { return };
    let dockerfile = instruction.dockerfile();
    for (name, span) in instruction.source_names() {
        let image = Image::new(ImagePlace::CopyFrom, Some(name), span, None);
        let is_image = dockerfile.source(name, stage) == Some(Base::Image(None));
        if !is_image || name.contains([':', '@']) || !is_misspelt(name, image, stage) || cx.project.docker.builds(image)
        {
            continue;
        }
        let Some(nearest) = dockerfile.nearest_stage(name, stage) else { continue };
        cx.report(span, format!("`from={name}` is neither a stage nor an official image"))
            .help(format!("did you mean stage `{nearest}`?"))
            .fix("name the stage", Safety::Unsafe, Edit::replace(span, nearest));
    }
}
