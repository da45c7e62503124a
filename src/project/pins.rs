//! The versions of images that the repository itself names.

use rustc_hash::FxHashMap;

use super::compose::ComposeProjects;
use super::docker::Dockerfiles;
use super::manifests::Manifests;
use crate::kind::FileKind;
use crate::model::compose::Service;
use crate::model::docker;
use crate::model::image::{Image, ImagePlace};
use crate::model::kubernetes::{Container, PodSpec};
use crate::source::Files;
use crate::syntax::Document;

/// The tag of each image that is named with one and the same version wherever a folder has one, by the folder and the image's full name.
/// Other folders may be about something else, and an older version of a database does not read what a newer one wrote.
#[derive(Debug, Default)]
pub struct Pins {
    tags: FxHashMap<(String, String), Option<String>>,
}

impl Pins {
    /// Looks at all images of Dockerfiles, Compose projects and Kubernetes objects.
    pub(super) fn new(
        files: &Files,
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
                        .for_each(|image| pins.add(files, image));
                }
                FileKind::Kubernetes => {
                    let pods = manifests.objects(document.file).iter().flat_map(|object| object.pods());
                    let containers = pods.flat_map(PodSpec::containers);
                    containers.filter_map(Container::image).for_each(|image| pins.add(files, image));
                }
                _ => {}
            }
        }
        let services = compose.iter().flat_map(|project| &project.services);
        let nodes = services.filter_map(Service::image);
        nodes.for_each(|node| pins.add(files, Image::of(ImagePlace::Compose, node)));
        pins
    }

    fn add(&mut self, files: &Files, image: Image<'_>) {
        let Some(reference) = image.reference() else { return };
        let folder = files.get(image.span.file).folder().to_owned();
        let Some(tag) = reference.tag.filter(|tag| is_version(tag)) else { return };
        let known = self.tags.entry((folder, reference.canonical_name())).or_insert_with(|| Some(tag.to_owned()));
        if known.as_deref() != Some(tag) {
            *known = None;
        }
    }

    /// The version that the folder of an image uses of it, if it is the same in all places that name one. Where commands are run in the
    /// image it has to be the plain one: what works in `node` may not in `node:22-alpine`.
    pub fn version_of(&self, files: &Files, image: Image<'_>) -> Option<&str> {
        let folder = files.get(image.span.file).folder().to_owned();
        let version = self.tags.get(&(folder, image.reference()?.canonical_name()))?.as_deref()?;
        let is_only_started = matches!(image.place, ImagePlace::Compose | ImagePlace::Container);
        (is_only_started || !version.contains('-')).then_some(version)
    }
}

/// Whether a tag says which version is meant: it begins with a number, which is not that of a commit.
fn is_version(tag: &str) -> bool {
    let number = tag.trim_start_matches('v').split('-').next().unwrap_or_default();
    number.starts_with(|first: char| first.is_ascii_digit()) && number.bytes().all(|b| b.is_ascii_digit() || b == b'.')
}
