//! The versions of images that the repository itself names.

use rustc_hash::FxHashMap;

use super::compose::ComposeProjects;
use super::docker::Dockerfiles;
use super::manifests::Manifests;
use crate::kind::FileKind;
use crate::model::compose::Service;
use crate::model::docker;
use crate::model::github::{Job, Workflow};
use crate::model::image::{Image, ImagePlace};
use crate::model::kubernetes::{Container, PodSpec};
use crate::source::{Files, Span};
use crate::syntax::{Document, Syntax};

/// The tag of each image that is named with one and the same version wherever a folder has one, by the folder and the image's full name.
/// Other folders may be about something else, and an older version of a database does not read what a newer one wrote.
#[derive(Debug, Default)]
pub struct Pins {
    tags: FxHashMap<(String, String), Option<String>>,
    /// Where each image is named with a version, by its full name.
    uses: FxHashMap<String, Vec<Use>>,
}

/// A place that names a version of an image.
#[derive(Clone, Debug)]
pub struct Use {
    /// The tag.
    pub tag: String,
    /// Where the image is named.
    pub span: Span,
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
                FileKind::GithubWorkflow => {
                    let root = if let Syntax::Tree(tree) = &document.syntax { tree.root() } else { None };
                    let jobs = root.filter(|root| root.is_map()).into_iter().flat_map(|root| Workflow { root }.jobs());
                    let nodes = jobs.flat_map(Job::images);
                    nodes.for_each(|node| pins.note(Image::of(ImagePlace::Github, node)));
                }
                _ => {}
            }
        }
        let services = compose.iter().flat_map(|project| &project.services);
        let nodes = services.filter_map(Service::image);
        nodes.for_each(|node| pins.add(files, Image::of(ImagePlace::Compose, node)));
        pins
    }

    /// Notes where a version of an image is named.
    fn note(&mut self, image: Image<'_>) {
        let Some(reference) = image.reference() else { return };
        let Some(tag) = reference.tag.filter(|tag| is_version(tag)) else { return };
        let used = Use { tag: tag.to_owned(), span: image.span };
        self.uses.entry(reference.canonical_name()).or_default().push(used);
    }

    fn add(&mut self, files: &Files, image: Image<'_>) {
        self.note(image);
        let Some(reference) = image.reference() else { return };
        let folder = files.get(image.span.file).folder().to_owned();
        let Some(tag) = reference.tag.filter(|tag| is_version(tag)) else { return };
        let known = self.tags.entry((folder, reference.canonical_name())).or_insert_with(|| Some(tag.to_owned()));
        if known.as_deref() != Some(tag) {
            *known = None;
        }
    }

    /// Where each image is named with a version, by its full name.
    pub fn uses(&self) -> impl Iterator<Item = (&str, &[Use])> {
        self.uses.iter().map(|(name, uses)| (name.as_str(), uses.as_slice()))
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
