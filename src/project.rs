//! Documents into units: what belongs together, composed and indexed once per run.

pub mod compose;
pub mod docker;
pub mod git_ignored;
pub mod github;
pub mod gitlab;
mod images;
mod kustomize;
pub mod made;
pub mod manifests;
pub mod pins;
pub mod terraform;

use std::sync::OnceLock;

pub use kustomize::open_patched;

use crate::diagnostic::Problem;
use crate::kind::FileKind;
use crate::model::kubernetes::schema::{self, Minor};
use crate::source::{FileId, Files, Span};
use crate::syntax::{Document, Syntax};
use crate::tree::{Node, Tree};

/// Everything that was read, as the rules see it.
#[derive(Debug)]
pub struct Project<'p> {
    files: &'p Files,
    documents: &'p [Document<'p>],
    /// The Compose projects.
    pub compose: compose::ComposeProjects<'p>,
    /// The Dockerfiles.
    pub docker: docker::Dockerfiles<'p>,
    /// What uses the actions and calls the workflows of GitHub Actions that are read.
    pub callers: github::Callers<'p>,
    /// The pipelines of GitLab CI.
    pub gitlab: gitlab::Pipelines<'p>,
    /// The modules of Terraform and `OpenTofu`.
    pub terraform: terraform::Modules<'p>,
    /// The Kubernetes objects.
    pub manifests: manifests::Manifests<'p>,
    pins: OnceLock<pins::Pins>,
    git_ignored: OnceLock<git_ignored::GitIgnored>,
    kubernetes_version: Minor,
}

impl<'p> Project<'p> {
    /// Where it is said what the values in a place are unless the environment says something else: in the `.env` of a Compose file.
    pub fn given_for(&self, place: Span) -> &[Span] {
        match self.documents.get(place.file.0 as usize).map(|document| &document.syntax) {
            Some(Syntax::Tree(tree)) => tree.given_for(place),
            _ => &[],
        }
    }

    /// Finds out what belongs together. `documents` has one entry for each file, in the order of the file ids.
    pub fn new(files: &'p Files, documents: &'p [Document<'p>]) -> Self {
        let compose = compose::ComposeProjects::new(files, documents);
        let docker = docker::Dockerfiles::new(files, documents, &compose);
        let callers = github::Callers::new(files, documents);
        let gitlab = gitlab::Pipelines::new(files, documents);
        let terraform = terraform::Modules::new(files, documents);
        let manifests = manifests::Manifests::new(files, documents);
        Self {
            files,
            documents,
            compose,
            docker,
            callers,
            gitlab,
            terraform,
            manifests,
            pins: OnceLock::new(),
            git_ignored: OnceLock::new(),
            kubernetes_version: schema::NEWEST,
        }
    }

    /// Takes objects as those of a cluster of this minor version of Kubernetes.
    #[must_use]
    pub fn for_kubernetes(self, version: Minor) -> Self {
        Self { kubernetes_version: version, ..self }
    }

    /// The minor version of Kubernetes that objects are for: the newest known, unless the configuration says otherwise.
    pub fn kubernetes_version(&self) -> Minor {
        self.kubernetes_version
    }

    /// The texts and names of all files.
    pub fn files(&self) -> &'p Files {
        self.files
    }

    /// What each recognised file became, in the order of the file ids.
    pub fn documents(&self) -> &'p [Document<'p>] {
        self.documents
    }

    /// The roots of all documents in the files of a kind.
    pub fn roots(&self, kind: FileKind) -> impl Iterator<Item = Node<'p>> + use<'p> {
        let of_kind = self.documents.iter().filter(move |document| document.kind == kind);
        of_kind.filter_map(kustomize::tree_of).flat_map(Tree::roots)
    }

    /// What a file became.
    pub fn document(&self, file: FileId) -> &'p Document<'p> {
        &self.documents[file.0 as usize]
    }

    /// The versions of images that the repository itself names, found out when they are first asked for.
    pub fn pins(&self) -> &pins::Pins {
        self.pins
            .get_or_init(|| pins::Pins::new(self.files, self.documents, &self.compose, &self.docker, &self.manifests))
    }

    /// What git leaves out of the repository, found out when it is first asked for.
    pub fn git_ignored(&self) -> &git_ignored::GitIgnored {
        self.git_ignored.get_or_init(|| git_ignored::GitIgnored::new(self.files))
    }

    /// What is wrong with the files themselves and with how they are composed.
    pub fn problems(&self) -> impl Iterator<Item = &'p Problem> + use<'p> {
        self.documents.iter().flat_map(|document| &document.problems)
    }
}
