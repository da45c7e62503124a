//! The Dockerfiles of a repository, and who builds them.

mod bake;
mod build;
mod calls;
mod commands;
mod constants;
mod context;
mod declared;
mod devcontainers;
mod images;
mod pipelines;
mod recipes;
mod requirements;
mod started;

pub use build::{Build, Builder, Given, Named, Target};
pub use calls::{ComposeCall, Word};
pub use context::{Context, ContextSource, context_sources, matching};
pub use requirements::TooOld;
pub use started::{INTERPRETERS, NotCopied, StartScript, Started, copies, not_copied, run_texts, started};

use rustc_hash::{FxHashMap, FxHashSet};

use super::compose::{ComposeProject, ComposeProjects, dockerfile_of};
use crate::kind::FileKind;
use crate::model::compose::Service;
use crate::model::docker::{Copied, Dockerfile, Instruction, Stage};
use crate::model::image::{Image, Reference};
use crate::source::{FileId, Files};
use crate::syntax::{Document, Syntax};
use crate::tree::Node;

/// All Dockerfiles.
#[derive(Debug, Default)]
pub struct Dockerfiles<'p> {
    by_file: FxHashMap<FileId, Dockerfile<'p>>,
    /// All builds that anything asks for.
    builds: Vec<Build>,
    /// The commands of Compose that pipelines run.
    calls: Vec<ComposeCall>,
    /// The builds of each Dockerfile.
    builds_of: FxHashMap<FileId, Vec<usize>>,
    /// The Compose services that are built from a Dockerfile, as numbers of a project and a service in it.
    built_by: FxHashMap<FileId, Vec<(usize, usize)>>,
    /// The full names of the images that Compose services build.
    built_images: FxHashSet<String>,
    /// The builds that give a name to an image, by the name without registry and tag.
    by_image: FxHashMap<String, Vec<usize>>,
    /// The names that builds give to further contexts; they take the place of images.
    contexts: FxHashSet<String>,
    has_kubernetes: bool,
}

impl<'p> Dockerfiles<'p> {
    /// Understands all Dockerfiles and finds out which Compose services build them.
    pub fn new(files: &'p Files, documents: &'p [Document<'p>], compose: &ComposeProjects<'p>) -> Self {
        let by_file = documents.iter().filter_map(|document| match &document.syntax {
            Syntax::Dockerfile(syntax) => Some((document.file, Dockerfile::new(syntax))),
            _ => None,
        });
        let mut dockerfiles = Self { by_file: by_file.collect(), ..Self::default() };
        let kinds = [FileKind::Kubernetes, FileKind::HelmChart, FileKind::HelmTemplate, FileKind::Kustomization];
        dockerfiles.has_kubernetes = documents.iter().any(|document| kinds.contains(&document.kind));
        for (number, project) in compose.iter().enumerate() {
            for (place, service) in project.services.iter().enumerate() {
                let Some(build) = service.build() else { continue };
                if let Some(file) = dockerfile_of(&build, files) {
                    dockerfiles.built_by.entry(file).or_default().push((number, place));
                }
                let image = service.image().and_then(Node::as_str).and_then(Reference::parse);
                dockerfiles.built_images.extend(image.map(Reference::canonical_name));
            }
        }
        dockerfiles.builds = declared::of_compose(compose, files);
        for document in documents {
            dockerfiles.builds.extend(declared::of_document(files, document));
            dockerfiles.builds.extend(devcontainers::of_document(document));
            dockerfiles.builds.extend(recipes::of_document(files, document));
            let found = pipelines::of_document(files, document);
            dockerfiles.builds.extend(found.builds);
            dockerfiles.calls.extend(found.calls);
        }
        for (number, build) in dockerfiles.builds.iter_mut().enumerate() {
            dockerfiles.contexts.extend(build.contexts.names.iter().map(|(name, _)| name.clone()));
            build.find_file(files);
            build.doubt_folder(compose, files);
            if let Some(file) = build.file {
                dockerfiles.builds_of.entry(file).or_default().push(number);
            }
            for image in &build.images {
                dockerfiles.by_image.entry(image.clone()).or_default().push(number);
            }
        }
        dockerfiles
    }

    /// All builds that anything in the repository asks for: Compose files, bake files, Skaffold, pipelines.
    pub fn all_builds(&self) -> &[Build] {
        &self.builds
    }

    /// The commands of Compose that pipelines run, where it is known in which folder.
    pub fn compose_calls(&self) -> &[ComposeCall] {
        &self.calls
    }

    /// The builds of a Dockerfile.
    pub fn builds_of(&self, file: FileId) -> impl Iterator<Item = &Build> {
        self.builds_of.get(&file).into_iter().flatten().map(|number| &self.builds[*number])
    }

    /// The Dockerfile that a file is, if it could be read.
    pub fn of(&self, file: FileId) -> Option<&Dockerfile<'p>> {
        self.by_file.get(&file)
    }

    /// Whether a Dockerfile builds something other than a program to run: a container to develop in, or an action of GitHub, which has to
    /// run as root
    /// (<https://docs.github.com/en/actions/reference/workflows-and-actions/dockerfile-support#user>).
    pub fn is_tool(&self, file: FileId, files: &Files) -> bool {
        let source = files.get(file);
        let beside = |name: &str| match source.folder() {
            "" => files.exists(name),
            folder => files.exists(&format!("{folder}/{name}")),
        };
        // `Dockerfile.dev`, `dev.Dockerfile`.
        let is_to_develop_in =
            source.name().split(['.', '-', '_']).any(|word| matches!(word, "dev" | "develop" | "development"));
        is_to_develop_in || source.path().contains("devcontainer") || beside("action.yml") || beside("action.yaml")
    }

    /// Whether the repository has anything for Kubernetes, which will run what is built here.
    pub fn has_kubernetes(&self) -> bool {
        self.has_kubernetes
    }

    /// Whether an image is built in this repository, by a Compose service or as a further context of a build, and so not pulled.
    pub fn builds(&self, image: Image<'_>) -> bool {
        let Some(reference) = image.reference() else { return false };
        image.text().is_some_and(|name| self.contexts.contains(name))
            || self.built_images.contains(&reference.canonical_name())
    }

    /// The Compose services that are built from a Dockerfile.
    pub fn services<'c>(
        &'c self,
        file: FileId,
        compose: &'c ComposeProjects<'p>,
    ) -> impl Iterator<Item = &'c Service<'p>> {
        let places = self.built_by.get(&file).into_iter().flatten();
        places.filter_map(|(project, service)| compose.iter().nth(*project)?.services.get(*service))
    }

    /// The Compose service that asks for a build, and its project.
    pub fn service_of<'c>(
        &self,
        build: &Build,
        compose: &'c ComposeProjects<'p>,
    ) -> Option<(&'c ComposeProject<'p>, &'c Service<'p>)> {
        let Builder::Service(project, service) = build.by else { return None };
        let project = compose.iter().nth(project)?;
        Some((project, project.services.get(service)?))
    }

    /// Whether some build says in which folder of the repository a Dockerfile is built.
    pub fn has_known_context(&self, file: FileId) -> bool {
        self.builds_of(file).any(|build| build.context.path().is_some())
    }

    /// The folders that a Dockerfile may be built in: those that builds say, else its own folder and the root.
    pub fn contexts_of(&self, file: FileId, files: &Files) -> Vec<String> {
        let mut contexts: Vec<String> =
            self.builds_of(file).filter_map(|build| build.context.path().map(str::to_owned)).collect();
        if contexts.is_empty() {
            contexts = vec![files.get(file).folder().to_owned(), String::new()];
        }
        contexts.dedup();
        contexts
    }

    /// The first of some files that a COPY from the context has put into the working directory of an instruction.
    pub fn copied(&self, instruction: Instruction<'_>, names: &[&str], files: &Files) -> Option<Copied> {
        let contexts = self.contexts_of(instruction.span().file, files);
        let find = |name: &&str| {
            let path = instruction.in_workdir(name)?;
            contexts.iter().find_map(|context| {
                // A name that is not in this context is one of another.
                let found = instruction.copied_file(&path, context, files)?;
                files.exists(&found.path).then_some(found)
            })
        };
        names.iter().find_map(find)
    }

    /// The stages of a Dockerfile that become images: the last one, and those that a build names as its target.
    pub fn built_stages(&self, file: FileId) -> Vec<Stage<'_>> {
        let Some(dockerfile) = self.of(file) else { return Vec::new() };
        let mut stages: Vec<Stage<'_>> = dockerfile.final_stage().into_iter().collect();
        for build in self.builds_of(file) {
            if let Target::Stage(name, _) = &build.target
                && let Some(stage) = dockerfile.target(name)
                && !stages.contains(&stage)
            {
                stages.push(stage);
            }
        }
        stages
    }
}
