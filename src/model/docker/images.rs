//! The images that a Dockerfile names.

use super::{Base, Dockerfile};
use crate::model::image::{Image, ImagePlace};

/// The images of FROM, `COPY --from` and `RUN --mount=from=`. Stages are not images.
pub fn images<'d>(dockerfile: &'d Dockerfile<'d>) -> Vec<Image<'d>> {
    let mut images: Vec<Image<'d>> = dockerfile.stages().filter_map(super::Stage::image).collect();
    for instruction in dockerfile.instructions() {
        let Some(stage) = instruction.stage() else { continue };
        let mut add = |place, name: &'d str, span| {
            if let Some(Base::Image(_)) = dockerfile.source(name, stage) {
                images.push(Image::new(place, Some(name), span, None));
            }
        };
        if let Some(name) = instruction.copied_from() {
            add(ImagePlace::CopyFrom, name.as_str(), name.span());
        }
        for mount in instruction.mounts() {
            let Some(range) = mount.find(&["from"]) else { continue };
            let span = mount.options.span_of(range.clone());
            add(ImagePlace::MountFrom, &mount.options.as_str()[range], span);
        }
    }
    images
}
