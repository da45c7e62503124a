//! The versions of images that the repository itself names.

use rustc_hash::FxHashMap;

use super::compose::ComposeProjects;
use super::docker::Dockerfiles;
use super::manifests::Manifests;
use crate::kind::FileKind;
use crate::model::docker;
use crate::model::image::{Image, ImagePlace};
use crate::syntax::Document;

/// The tag of each image that is named with one and the same version wherever it has one, by the image's full name.
#[derive(Debug, Default)]
pub struct Pins {
    tags: FxHashMap<String, Option<String>>,
}

impl Pins {
    /// Looks at all images of Dockerfiles, Compose projects and Kubernetes objects.
    pub(super) fn new(
        documents: &[Document<'_>],
        compose: &ComposeProjects<'_>,
        dockerfiles: &Dockerfiles<'_>,
        manifests: &Manifests<'_>,
    ) -> Self {
        let mut pins = Self::default();
        for document in documents {
            match document.kind {
                FileKind::Dockerfile => {
                    dockerfiles
                        .of(document.file)
                        .into_iter()
                        .flat_map(docker::images)
                        .for_each(|image| pins.add(image));
                }
                FileKind::Kubernetes => {
                    let pods = manifests.objects(document.file).iter().flat_map(|object| object.pods());
                    let containers = pods.flat_map(|pod| pod.containers());
                    containers.filter_map(|container| container.image()).for_each(|image| pins.add(image));
                }
                _ => {}
            }
        }
        let services = compose.iter().flat_map(|project| &project.services);
        let nodes = services.filter_map(|service| service.image());
        nodes.for_each(|node| pins.add(Image::of(ImagePlace::Compose, node)));
        pins
    }

    fn add(&mut self, image: Image<'_>) {
        let Some(reference) = image.reference() else { return };
        let Some(tag) = reference.tag.filter(|tag| is_version(tag)) else { return };
        let known = self.tags.entry(reference.canonical_name()).or_insert_with(|| Some(tag.to_owned()));
        if known.as_deref() != Some(tag) {
            *known = None;
        }
    }

    /// The version that the repository uses of an image, if it is the same in all places that name one. Where commands are run in the
    /// image it has to be the plain one: what works in `node` may not in `node:22-alpine`.
    pub fn version_of(&self, image: Image<'_>) -> Option<&str> {
        let version = self.tags.get(&image.reference()?.canonical_name())?.as_deref()?;
        let is_only_started = matches!(image.place, ImagePlace::Compose | ImagePlace::Container);
        (is_only_started || !version.contains('-')).then_some(version)
    }
}

/// Whether a tag says which version is meant: it begins with a number.
fn is_version(tag: &str) -> bool {
    tag.trim_start_matches('v').starts_with(|first: char| first.is_ascii_digit())
}
