//! Whether the image that a service runs brings a health check.

use crate::model::compose::{Build, Service};
use crate::model::docker::{Base, Stage};
use crate::model::official_images;
use crate::project::Project;
use crate::source::Span;
use crate::syntax::dockerfile::Command;
use crate::tree::Node;

/// What is known of an image's health check.
#[derive(Clone, Copy, Debug)]
pub enum ImageHealth<'p> {
    /// An official image that has none; where it is named.
    MissingInImage(Node<'p>),
    /// An image that is built here, without one; the place in the Dockerfile that would bring it or switches it off.
    MissingInBuild(Span),
    /// There is one, or it cannot be known.
    Unknown,
}

impl Project<'_> {
    /// Whether the image that a service runs brings a health check.
    pub fn image_health<'s>(&self, service: &Service<'s>) -> ImageHealth<'s> {
        if let Some(build) = service.build() {
            return self.built_without_health_check(&build).map_or(ImageHealth::Unknown, ImageHealth::MissingInBuild);
        }
        match service.image().filter(|_| service.absent(&["build"])) {
            Some(image) if image.as_str().is_some_and(official_images::lacks_health_check) => {
                ImageHealth::MissingInImage(image)
            }
            _ => ImageHealth::Unknown,
        }
    }

    /// The place where an image that is built here is surely left without a health check.
    fn built_without_health_check(&self, build: &Build<'_>) -> Option<Span> {
        let file = super::dockerfile_of(build, self.files())?;
        let dockerfile = self.docker.of(file).filter(|dockerfile| !dockerfile.syntax().is_template)?;
        let stage = match build.target().ok()? {
            Some(target) => dockerfile.target(target)?,
            None => dockerfile.final_stage()?,
        };
        match stage.last(|command| matches!(command, Command::Healthcheck(_))) {
            Some(check) => matches!(check.command(), Command::Healthcheck(None)).then(|| check.span()),
            None => comes_without(stage).then(|| stage.base_span()),
        }
    }
}

/// Whether what a stage is built on at last surely has no health check.
fn comes_without(stage: Stage<'_>) -> bool {
    match stage.root().base() {
        Base::Scratch => true,
        Base::Image(name) => name.is_some_and(official_images::lacks_health_check),
        Base::Stage(_) => false,
    }
}
