//! The images that a Dockerfile names.

use super::{Base, Dockerfile};
use crate::model::image::{Image, ImagePlace};

/// The images of FROM, `COPY --from` and `RUN --mount=from=`. Stages are not images.
pub fn images<'d>(dockerfile: &'d Dockerfile<'d>) -> Vec<Image<'d>> {
    let mut images: Vec<Image<'d>> = dockerfile.stages().filter_map(super::Stage::image).collect();
    for instruction in dockerfile.instructions() {
        let Some(stage) = instruction.stage() else { continue };
        for (name, span) in instruction.source_names() {
            let is_copy = instruction.copied_from().is_some();
            let place = if is_copy { ImagePlace::CopyFrom } else { ImagePlace::MountFrom };
            if let Some(Base::Image(_)) = dockerfile.source(name, stage) {
                images.push(Image::new(place, Some(name), span, None));
            }
        }
    }
    images
}
