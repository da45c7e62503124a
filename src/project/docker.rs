//! The Dockerfiles of a repository, and who builds them.

use rustc_hash::FxHashMap;

use super::compose::ComposeProjects;
use crate::model::compose::Service;
use crate::model::docker::{Dockerfile, Stage};
use crate::source::{FileId, Files};
use crate::syntax::{Document, Syntax};

/// All Dockerfiles.
#[derive(Debug, Default)]
pub struct Dockerfiles<'p> {
    by_file: FxHashMap<FileId, Dockerfile<'p>>,
    /// The Compose services that are built from a Dockerfile, as numbers of a project and a service in it.
    built_by: FxHashMap<FileId, Vec<(usize, usize)>>,
}

impl<'p> Dockerfiles<'p> {
    /// Understands all Dockerfiles and finds out which Compose services build them.
    pub fn new(files: &'p Files, documents: &'p [Document<'p>], compose: &ComposeProjects<'p>) -> Self {
        let by_file = documents.iter().filter_map(|document| match &document.syntax {
            Syntax::Dockerfile(syntax) => Some((document.file, Dockerfile::new(syntax))),
            _ => None,
        });
        let mut dockerfiles = Self { by_file: by_file.collect(), built_by: FxHashMap::default() };
        for (number, project) in compose.iter().enumerate() {
            for (place, service) in project.services.iter().enumerate() {
                let path = service.build().and_then(|build| build.dockerfile());
                if let Some(file) = path.and_then(|path| files.find(&path)) {
                    dockerfiles.built_by.entry(file).or_default().push((number, place));
                }
            }
        }
        dockerfiles
    }

    /// The Dockerfile that a file is, if it could be read.
    pub fn of(&self, file: FileId) -> Option<&Dockerfile<'p>> {
        self.by_file.get(&file)
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

    /// The stages of a Dockerfile that become images: the last one, and those that a Compose service names as its target.
    pub fn built_stages<'c>(&'c self, file: FileId, compose: &'c ComposeProjects<'p>) -> Vec<Stage<'c>> {
        let Some(dockerfile) = self.of(file) else { return Vec::new() };
        let mut stages: Vec<Stage<'c>> = dockerfile.final_stage().into_iter().collect();
        for service in self.services(file, compose) {
            let target = service.build().and_then(|build| build.target().ok().flatten());
            if let Some(stage) = target.and_then(|name| dockerfile.target(name))
                && !stages.contains(&stage)
            {
                stages.push(stage);
            }
        }
        stages
    }
}
