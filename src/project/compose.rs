//! Which Compose files belong together, and the services that come out of it.

mod extends;
mod image;

pub use image::ImageHealth;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::kind::FileKind;
use crate::model::compose::{ComposeFile, Condition, Role, Service};
use crate::model::layers::Layers;
use crate::source::{FileId, Files};
use crate::syntax::{Document, Syntax};
use crate::tree::Node;

/// What one `docker compose` command works on: a file with its override, or a file that is named on its own.
#[derive(Debug)]
pub struct ComposeProject<'p> {
    /// The files, the strongest first.
    pub files: Vec<ComposeFile<'p>>,
    /// The services in the order of the text.
    pub services: Vec<Service<'p>>,
    /// The included files.
    included: Vec<ComposeFile<'p>>,
}

impl<'p> ComposeProject<'p> {
    /// The file that gives the project its folder.
    pub fn base(&self) -> ComposeFile<'p> {
        self.files[self.files.len() - 1]
    }

    /// The services that are meant to stay up: those that others do not wait to end, and that are not run as jobs.
    pub fn long_running(&self) -> impl Iterator<Item = &Service<'p>> {
        let dependencies = self.services.iter().flat_map(Service::dependencies);
        let jobs = dependencies.filter(|dependency| dependency.condition == Condition::Completed);
        let jobs: FxHashSet<&str> = jobs.map(|dependency| dependency.service.text()).collect();
        self.services.iter().filter(move |service| {
            let mode = service.at(&["deploy", "mode"]).and_then(Node::as_str);
            !jobs.contains(service.name()) && !mode.is_some_and(|mode| mode.ends_with("-job"))
        })
    }

    /// The service of this name.
    pub fn service(&self, name: &str) -> Option<&Service<'p>> {
        self.services.iter().find(|service| service.name() == name)
    }
}

/// All Compose projects.
#[derive(Debug, Default)]
pub struct ComposeProjects<'p> {
    projects: Vec<ComposeProject<'p>>,
    by_file: FxHashMap<FileId, usize>,
}

impl<'p> ComposeProjects<'p> {
    /// Finds out which files belong together.
    pub fn new(files: &'p Files, documents: &'p [Document<'p>]) -> Self {
        let written: Vec<ComposeFile<'p>> = documents.iter().filter_map(compose_file).collect();
        let finder = Finder { files, documents };
        let mut by_folder: FxHashMap<&str, Vec<ComposeFile<'p>>> = FxHashMap::default();
        for file in &written {
            by_folder.entry(file.folder()).or_default().push(*file);
        }
        let mut all = Self::default();
        for file in &written {
            let neighbours = &by_folder[file.folder()];
            let base = canonical(neighbours);
            if file.role == Role::Override && base.is_some() {
                continue;
            }
            let mut members: Vec<ComposeFile<'p>> = Vec::new();
            if base.is_some_and(|base| base.file == file.file) {
                members.extend(neighbours.iter().filter(|other| other.role == Role::Override));
            }
            members.push(*file);
            let number = all.projects.len();
            all.by_file.extend(members.iter().map(|member| (member.file, number)));
            all.projects.push(finder.project(members, neighbours));
        }
        all
    }

    /// All projects, in the order of their files.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &ComposeProject<'p>> {
        self.projects.iter()
    }

    /// The project that a file belongs to.
    pub fn of(&self, file: FileId) -> Option<&ComposeProject<'p>> {
        self.by_file.get(&file).map(|number| &self.projects[*number])
    }

    /// The service of this name in a project or in the files that it includes.
    pub fn service(&self, project: &ComposeProject<'p>, name: &str) -> Option<&Service<'p>> {
        let number = *self.by_file.get(&project.base().file)?;
        let project = &self.projects[number];
        project.service(name).or_else(|| {
            project.included.iter().filter_map(|file| self.of(file.file)).find_map(|other| other.service(name))
        })
    }
}

/// A Compose file that was parsed and is a map.
fn compose_file<'p>(document: &'p Document<'p>) -> Option<ComposeFile<'p>> {
    match &document.syntax {
        Syntax::Tree(tree) if document.kind == FileKind::Compose => {
            tree.root().filter(|root| root.is_map()).map(ComposeFile::new)
        }
        _ => None,
    }
}

/// The file of a folder that `docker compose` takes when none is named.
fn canonical<'p>(neighbours: &[ComposeFile<'p>]) -> Option<ComposeFile<'p>> {
    let ranked = neighbours.iter().filter_map(|file| match file.role {
        Role::Canonical(rank) => Some((rank, *file)),
        _ => None,
    });
    ranked.min_by_key(|(rank, _)| *rank).map(|(_, file)| file)
}

/// Whether a definition says by itself what runs: an overlay does not.
fn is_complete(service: Node<'_>) -> bool {
    ["image", "build", "extends", "provider"].iter().any(|key| service.get(key).is_some())
}

/// How many files one file may include, directly or not.
const MAX_INCLUDES: usize = 100;

/// Finds other files by what a file says of them.
#[derive(Clone, Copy)]
struct Finder<'p> {
    files: &'p Files,
    documents: &'p [Document<'p>],
}

impl<'p> Finder<'p> {
    /// The Compose file at a path relative to the root.
    fn at(self, path: &str) -> Option<ComposeFile<'p>> {
        compose_file(&self.documents[self.files.find(path)?.0 as usize])
    }

    fn project(self, members: Vec<ComposeFile<'p>>, neighbours: &[ComposeFile<'p>]) -> ComposeProject<'p> {
        let mut services: Vec<Service<'p>> = Vec::new();
        for file in members.iter().rev() {
            for (key, value) in file.services() {
                if services.iter().all(|service| service.name() != key.text()) {
                    services.push(self.service(&members, neighbours, *file, key, value));
                }
            }
        }
        ComposeProject { included: self.included(&members), services, files: members }
    }

    fn service(
        self,
        members: &[ComposeFile<'p>],
        neighbours: &[ComposeFile<'p>],
        file: ComposeFile<'p>,
        key: Node<'p>,
        value: Node<'p>,
    ) -> Service<'p> {
        let name = key.text();
        let mut layers = Vec::new();
        let mut open = false;
        for member in members {
            if let Some(node) = member.service(name) {
                layers.push(node);
                open |= self.extend(*member, node, &mut layers);
            }
        }
        let is_canonical = matches!(file.role, Role::Canonical(_));
        let complete = is_complete(value);
        open |= !is_canonical && !layers.iter().any(|layer| is_complete(*layer));
        let others = neighbours.iter().filter(|other| members.iter().all(|member| member.file != other.file));
        let overlays = others
            .filter_map(|other| other.service(name))
            .filter(|other| !is_canonical || !complete || !is_complete(*other))
            .collect();
        Service { key, file, layers: Layers::new(layers, open), overlays }
    }

    /// The files that some files include, at any depth.
    fn included(self, members: &[ComposeFile<'p>]) -> Vec<ComposeFile<'p>> {
        let mut found: Vec<ComposeFile<'p>> = Vec::new();
        let mut pending: Vec<ComposeFile<'p>> = members.to_vec();
        while let Some(file) = pending.pop() {
            for included in file.includes().into_iter().flatten().filter_map(|path| self.at(&path)) {
                if found.len() < MAX_INCLUDES && found.iter().all(|other| other.file != included.file) {
                    found.push(included);
                    pending.push(included);
                }
            }
        }
        found
    }
}
