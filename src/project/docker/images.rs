//! The names of built images, and which stage of which Dockerfile an image of this repository is.
//!
//! Facts: `action.yml` and README of docker/build-push-action and docker/metadata-action.

use super::constants::Constants;
use super::{Build, Builder, Dockerfiles, Target};
use crate::model::compose::Service;
use crate::model::docker::{Dockerfile, Stage};
use crate::model::github::Step;
use crate::model::image::{Image, Reference};
use crate::model::kubernetes::Container;
use crate::project::Project;
use crate::source::{FileId, Files};
use crate::tree::Node;

/// The name of an image without registry and tag. The tag may be a variable, of any format; the name has to be written out.
pub(super) fn repository_of(written: &str) -> Option<String> {
    let at = written.find(['$', '{', '<', '%']).unwrap_or(written.len());
    let (known, open) = written.split_at(at);
    let tagged = known.rsplit('/').next().is_some_and(|name| name.contains(':'));
    // What is open begins in the tag.
    if !open.is_empty() && (!tagged || open.contains('/')) {
        return None;
    }
    let complete = known.strip_suffix(':').unwrap_or(known);
    Reference::parse(complete).map(|reference| reference.repository.to_owned())
}

/// The names that a step with docker/build-push-action gives to its image: those in `tags`, and those that a step with
/// docker/metadata-action makes of its `images`.
pub(super) fn tags_of_action(step: Step<'_>, constants: &Constants) -> Vec<String> {
    let Some(tags) = step.input("tags") else { return Vec::new() };
    let parts = tags.value.text().split(['\n', ',']).map(str::trim).filter(|part| !part.is_empty());
    let own = |tag: &str| repository_of(&constants.fill(tag)).into_iter().collect();
    parts.flat_map(|tag| made_tags(step, tag, constants).unwrap_or_else(|| own(tag))).collect()
}

/// The names behind `${{ steps.meta.outputs.tags }}`.
fn made_tags(step: Step<'_>, tag: &str, constants: &Constants) -> Option<Vec<String>> {
    let id = tag.strip_prefix("${{")?.trim_start().strip_prefix("steps.")?.split('.').next()?;
    let maker = step.job?.steps().find(|other| other.get("id").is_some_and(|own| own.text() == id))?;
    let images = maker.action().filter(|action| action.is("docker", "metadata-action")).and(maker.input("images"))?;
    Some(
        images
            .value
            .text()
            .split(['\n', ','])
            .map(str::trim)
            .filter_map(|name| repository_of(&constants.fill(name)))
            .collect(),
    )
}

impl Dockerfiles<'_> {
    /// The stage of a Dockerfile here that an image is built from: where a build of this repository gives its name, registry and tag aside,
    /// and no other build gives it to something else.
    ///
    /// A plain name such as `api` is only taken for the same where the build is written for the whole repository or for a folder that the
    /// image is used in; several examples may each have an `api` of their own. A name that Docker Hub has an official image of is never.
    pub fn built_by(&self, image: Image<'_>, name: Node<'_>, files: &Files) -> Option<Stage<'_>> {
        // What Skaffold puts another value in place of is known only as the name of an artifact.
        let is_known = image.reference().is_some();
        let repository = repository_of(files.text(name.span()).trim_matches(['"', '\'']))?;
        let is_plain = !repository.contains('/');
        if is_plain && is_known && image.reference()?.official().is_some() && !image.is_surely_local() {
            return None;
        }
        let path = files.get(name.span().file).path();
        let builds = self.by_image.get(&repository)?.iter().map(|number| &self.builds[*number]);
        let builds = builds.filter(|build| is_known || build.by == Builder::Skaffold);
        let mut found = None;
        for build in builds.filter(|build| !is_plain || is_for(build, path, files)) {
            let stage = self.stage_of(build)?;
            if found.is_some_and(|other| other != stage) {
                return None;
            }
            found = Some(stage);
        }
        found
    }

    /// The builds of a Dockerfile for more than one platform, and the stages that they make images of.
    pub fn built_for_several(&self, file: FileId) -> impl Iterator<Item = (&Build, Stage<'_>)> {
        let several = self.builds_of(file).filter(|build| build.platforms.len() > 1);
        several.filter_map(|build| Some((build, self.stage_of(build)?)))
    }

    /// The stage that a build makes an image of, if its Dockerfile is read.
    pub fn stage_of(&self, build: &Build) -> Option<Stage<'_>> {
        let dockerfile = self.of(build.file?).filter(|dockerfile| !dockerfile.syntax().is_template)?;
        match &build.target {
            Target::Last => dockerfile.final_stage(),
            Target::Stage(name, _) => dockerfile.target(name),
            Target::Unknown => None,
        }
    }
}

impl Project<'_> {
    /// The stage of a Dockerfile here that the image of a container is built from.
    pub fn stage_of(&self, container: Container<'_>) -> Option<Stage<'_>> {
        self.docker.built_by(container.image()?, container.image_node()?, self.files())
    }

    /// The Dockerfile that a service is built from, if it is read.
    pub fn dockerfile_of_service(&self, service: &Service<'_>) -> Option<&Dockerfile<'_>> {
        let file = self.files().find(&service.build()?.dockerfile()?)?;
        self.docker.of(file).filter(|dockerfile| !dockerfile.syntax().is_template)
    }

    /// The stage of a Dockerfile here that a service's image is built from.
    pub fn stage_of_service(&self, service: &Service<'_>) -> Option<Stage<'_>> {
        let build = service.build()?;
        let dockerfile = self.dockerfile_of_service(service)?;
        match build.target().ok()? {
            Some(target) => dockerfile.target(target),
            None => dockerfile.final_stage(),
        }
    }
}

/// Whether a build is for the whole repository, as those of pipelines are, or for a folder that a file lies in.
fn is_for(build: &Build, path: &str, files: &Files) -> bool {
    let folder = files.get(build.place.span.file).folder();
    folder.is_empty()
        || build.by == Builder::Pipeline
        || path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::repository_of;

    #[test]
    fn names_are_told_apart_from_registry_and_tag() {
        let name = |text| repository_of(text);
        for text in [
            "acme/api",
            "ghcr.io/acme/api:1.2",
            "localhost:5000/acme/api",
            "acme/api:${{ github.sha }}",
            "acme/api:$TAG",
            "docker.io/acme/api:v${VERSION:-1}",
        ] {
            assert_eq!(name(text).as_deref(), Some("acme/api"), "{text}");
        }
        for text in ["$REGISTRY/acme/api", "localhost:$PORT/acme/api", "acme/${NAME}:1", "acme/api-$X", "", "<image>:1"]
        {
            assert_eq!(name(text), None, "{text}");
        }
    }
}
