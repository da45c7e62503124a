//! Whether the image that a service runs brings a health check.

use super::ComposeProjects;
use crate::model::compose::Service;
use crate::model::official_images;
use crate::tree::Node;

/// What is known of an image's health check.
#[derive(Clone, Copy, Debug)]
pub enum ImageHealth<'p> {
    /// An official image that has none; where it is named.
    MissingInImage(Node<'p>),
    /// There is one, or it cannot be known.
    Unknown,
}

impl<'p> ComposeProjects<'p> {
    /// Whether the image that a service runs brings a health check.
    pub fn image_health(&self, service: &Service<'p>) -> ImageHealth<'p> {
        let image = service.image().filter(|_| service.absent(&["build"]));
        match image {
            Some(image) if image.as_str().is_some_and(official_images::lacks_health_check) => {
                ImageHealth::MissingInImage(image)
            }
            _ => ImageHealth::Unknown,
        }
    }
}
