//! Which Compose files belong together, and the services that come out of it.

mod defaults;
mod definitions;
mod extends;
mod image;
mod inline;
mod knowledge;
mod moved;
mod sets;

pub use defaults::fill_in_defaults;
pub use extends::ExtendsFault;
pub use image::ImageHealth;
pub(in crate::project) use inline::dockerfile_of;
pub use inline::embed_dockerfiles;
pub use knowledge::Known;
pub(super) use sets::package_scripts;

use std::collections::hash_map::Entry;

use rustc_hash::{FxHashMap, FxHashSet};

use definitions::Definitions;

use crate::kind::FileKind;
use crate::model::compose::{ComposeFile, Condition, Resource, ResourceKind, Role, Service};
use crate::model::layers::Layers;
use crate::source::{FileId, Files};
use crate::syntax::{Document, Syntax};
use crate::tree::{Node, Tree};

/// What one `docker compose` command works on: a file with its override, or files that are named.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "four facts that have nothing to do with each other")]
pub struct ComposeProject<'p> {
    /// The files, the strongest first.
    pub files: Vec<ComposeFile<'p>>,
    /// The services in the order of the text.
    pub services: Vec<Service<'p>>,
    /// The numbers of the services, by name.
    numbers: FxHashMap<&'p str, usize>,
    /// The included files.
    pub included: Vec<ComposeFile<'p>>,
    /// Whether it includes something, or is taken together with something, that cannot be seen.
    pub includes_unseen: bool,
    /// Whether there is a sample of an override beside it, which everyone copies: `compose.override.yaml.example`.
    pub has_unseen_override: bool,
    /// Whether other files include it, extend its services or are laid over it: what it refers to may stand there.
    pub is_fragment: bool,
    /// Whether a command of the repository names its files, and so says that there are no others.
    pub is_named: bool,
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

    /// What its files declare of one sort, in the order of the text.
    pub fn resources(&self, kind: ResourceKind) -> Vec<Resource<'p>> {
        let mut found: Vec<Resource<'p>> = Vec::new();
        let mut numbers: FxHashMap<&str, usize> = FxHashMap::default();
        for file in self.files.iter().rev() {
            for entry in file.root.get(kind.section()).into_iter().flat_map(Node::entries) {
                match numbers.get(entry.key.text()) {
                    Some(number) => {
                        let resource = &mut found[*number];
                        let mut layers = vec![entry.value];
                        layers.extend_from_slice(resource.layers.nodes());
                        resource.layers = Layers::new(layers, false);
                    }
                    None => {
                        numbers.insert(entry.key.text(), found.len());
                        found.push(Resource { kind, key: entry.key, layers: Layers::new(vec![entry.value], false) });
                    }
                }
            }
        }
        found
    }

    /// The service of this name.
    pub fn service(&self, name: &str) -> Option<&Service<'p>> {
        self.numbers.get(name).map(|number| &self.services[*number])
    }
}

/// All Compose projects.
#[derive(Debug, Default)]
pub struct ComposeProjects<'p> {
    projects: Vec<ComposeProject<'p>>,
    /// The first project that a file belongs to.
    by_file: FxHashMap<FileId, usize>,
    /// The projects that a file is the first of.
    by_base: FxHashMap<FileId, Vec<usize>>,
    written: Vec<ComposeFile<'p>>,
    definitions: Definitions<'p>,
}

impl<'p> ComposeProjects<'p> {
    /// Finds out which files belong together.
    pub fn new(files: &'p Files, documents: &'p [Document<'p>]) -> Self {
        let written: Vec<ComposeFile<'p>> = documents.iter().flat_map(compose_files).collect();
        let finder = Finder { files, documents };
        let mut by_folder: FxHashMap<&str, Vec<ComposeFile<'p>>> = FxHashMap::default();
        for file in &written {
            by_folder.entry(file.folder()).or_default().push(*file);
        }
        let sets = sets::Sets::new(files, documents, &written);
        let definitions = Definitions::new(&written);
        let mut all = Self::default();
        for document in documents.iter().filter(|document| document.kind == FileKind::Compose) {
            let Some(file) = compose_files(document).next() else { continue };
            let neighbours = &by_folder[file.folder()];
            let base = canonical(neighbours);
            if file.role == Role::Override && base.is_some() || sets.is_part(file) {
                continue;
            }
            // The documents of one file are taken one after the other, and so are its overrides.
            let mut members: Vec<ComposeFile<'p>> = compose_files(document).collect();
            if base.is_some_and(|base| base.file == file.file) {
                members.extend(neighbours.iter().filter(|other| other.role == Role::Override));
            }
            let is_open = sets.open.contains(&file.file);
            let is_named = sets.alone.contains(&file.file) && !is_open;
            let is_fragment = is_open || sets.layers.contains(&file.file);
            let neighbours: &[ComposeFile<'p>] = if is_named { &[] } else { neighbours };
            all.add(|number| {
                let project = finder.project(&definitions, members, neighbours, number);
                let includes_unseen = project.includes_unseen || is_open;
                ComposeProject { includes_unseen, is_fragment, is_named, ..project }
            });
        }
        for set in &sets.together {
            let members: Vec<ComposeFile<'p>> =
                set.iter().flat_map(|file| compose_files(&documents[file.0 as usize])).collect();
            let Some(first) = members.first() else { continue };
            // Paths in all of them start from the folder of the first one.
            let directory = first.folder();
            let members = members.into_iter().map(|file| ComposeFile { directory, ..file }).collect();
            all.add(|number| ComposeProject { is_named: true, ..finder.project(&definitions, members, &[], number) });
        }
        (all.written, all.definitions) = (written, definitions);
        all.mark_fragments(finder);
        all.move_included(files);
        all
    }

    fn add(&mut self, make: impl FnOnce(usize) -> ComposeProject<'p>) {
        let number = self.projects.len();
        let project = make(number);
        for member in &project.files {
            self.by_file.entry(member.file).or_insert(number);
        }
        self.by_base.entry(project.base().file).or_default().push(number);
        self.projects.push(project);
    }

    /// Finds the projects that others are composed of.
    fn mark_fragments(&mut self, finder: Finder<'p>) {
        let mut used: FxHashSet<FileId> = FxHashSet::default();
        for project in &self.projects {
            used.extend(project.included.iter().map(|file| file.file));
            for file in project.files.iter().chain(&project.included) {
                used.extend(finder.extended(*file).filter(|other| *other != file.file));
            }
        }
        for project in &mut self.projects {
            project.is_fragment |= project.files.iter().any(|file| used.contains(&file.file));
        }
    }

    /// All projects, in the order of their files.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &ComposeProject<'p>> {
        self.projects.iter()
    }

    /// The project that a file belongs to; of several, the one that needs no naming.
    pub fn of(&self, file: FileId) -> Option<&ComposeProject<'p>> {
        self.by_file.get(&file).map(|number| &self.projects[*number])
    }

    /// The projects that a file is the first of: one by default, and those that are made by laying others over it.
    pub fn based_on(&self, file: FileId) -> impl Iterator<Item = &ComposeProject<'p>> {
        self.by_base.get(&file).into_iter().flatten().map(|number| &self.projects[*number])
    }

    /// The projects that a file belongs to.
    pub fn with(&self, file: FileId) -> impl Iterator<Item = &ComposeProject<'p>> {
        self.projects.iter().filter(move |project| project.files.iter().any(|member| member.file == file))
    }

    /// The project that a service is of.
    pub fn project_of(&self, service: &Service<'p>) -> &ComposeProject<'p> {
        &self.projects[service.project]
    }

    /// The service of this name in a project or in the files that it includes.
    pub fn service<'a>(&'a self, project: &'a ComposeProject<'p>, name: &str) -> Option<&'a Service<'p>> {
        project.service(name).or_else(|| {
            project.included.iter().filter_map(|file| self.of(file.file)).find_map(|other| other.service(name))
        })
    }
}

/// The documents of a Compose file that are maps.
fn compose_files<'p>(document: &'p Document<'p>) -> impl Iterator<Item = ComposeFile<'p>> {
    let tree = match &document.syntax {
        Syntax::Tree(tree) if document.kind == FileKind::Compose => Some(tree),
        _ => None,
    };
    tree.into_iter().flat_map(Tree::roots).filter(|root| root.is_map()).map(ComposeFile::new)
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
const MAX_INCLUDES: usize = 1000;

/// Finds other files by what a file says of them.
#[derive(Clone, Copy)]
struct Finder<'p> {
    files: &'p Files,
    documents: &'p [Document<'p>],
}

impl<'p> Finder<'p> {
    /// The Compose file at a path relative to the root.
    fn at(self, path: &str) -> Option<ComposeFile<'p>> {
        compose_files(&self.documents[self.files.find(path)?.0 as usize]).next()
    }

    /// The project of some files, the weakest first.
    fn project(
        self,
        definitions: &Definitions<'p>,
        mut members: Vec<ComposeFile<'p>>,
        neighbours: &[ComposeFile<'p>],
        number: usize,
    ) -> ComposeProject<'p> {
        members.reverse();
        let mut services: Vec<Service<'p>> = Vec::new();
        let mut numbers = FxHashMap::default();
        for file in members.iter().rev() {
            for (key, value) in file.services() {
                if let Entry::Vacant(vacant) = numbers.entry(key.text()) {
                    vacant.insert(services.len());
                    let service = self.service(definitions, (&members, neighbours), *file, key, value);
                    services.push(Service { project: number, ..service });
                }
            }
        }
        let (included, includes_unseen) = self.included(&members);
        let has_unseen_override = self.has_sample_of_override(members[members.len() - 1].folder());
        let (is_fragment, is_named) = (false, false);
        let files = members;
        ComposeProject {
            files,
            services,
            numbers,
            included,
            includes_unseen,
            has_unseen_override,
            is_fragment,
            is_named,
        }
    }

    fn service(
        self,
        definitions: &Definitions<'p>,
        (members, neighbours): (&[ComposeFile<'p>], &[ComposeFile<'p>]),
        file: ComposeFile<'p>,
        key: Node<'p>,
        value: Node<'p>,
    ) -> Service<'p> {
        let name = key.text();
        let mut layers = Vec::new();
        let mut open = false;
        for member in members {
            if let Some(node) = definitions.get(*member, "services", name) {
                layers.push(node);
                open |= self.extend(*member, node, &mut layers);
            }
        }
        let is_canonical = matches!(file.role, Role::Canonical(_));
        let complete = is_complete(value);
        open |= !is_canonical && !layers.iter().any(|layer| is_complete(*layer));
        let others = neighbours.iter().filter(|other| members.iter().all(|member| member.file != other.file));
        let overlays = others
            .filter_map(|other| definitions.get(*other, "services", name))
            .filter(|other| !is_canonical || !complete || !is_complete(*other))
            .collect();
        let moved = members.iter().filter(|member| member.is_moved()).map(|member| member.file).collect();
        Service { key, file, layers: Layers::new(layers, open), overlays, moved, project: 0 }
    }

    fn has_sample_of_override(self, folder: &str) -> bool {
        let starts = ["compose.override", "docker-compose.override"];
        let ends = |name: &str| name.rsplit('.').next().is_some_and(|ending| matches!(ending, "yaml" | "yml"));
        starts.iter().any(|start| {
            let start = if folder.is_empty() { (*start).to_owned() } else { format!("{folder}/{start}") };
            let names = self.files.names();
            let first = names.partition_point(|name| name.as_str() < start.as_str());
            names[first..].iter().take_while(|name| name.starts_with(&start)).any(|name| !ends(name))
        })
    }

    /// The files that some files include, at any depth, and whether others are included that cannot be seen.
    fn included(self, members: &[ComposeFile<'p>]) -> (Vec<ComposeFile<'p>>, bool) {
        let mut found: Vec<ComposeFile<'p>> = Vec::new();
        let mut seen = FxHashSet::default();
        let mut is_unseen = false;
        let mut pending: Vec<ComposeFile<'p>> = members.to_vec();
        while let Some(file) = pending.pop() {
            for path in file.includes() {
                let Some(included) = path.and_then(|path| self.at(&path)) else {
                    is_unseen = true;
                    continue;
                };
                if found.len() >= MAX_INCLUDES {
                    return (found, true);
                }
                if seen.insert(included.file) {
                    found.push(included);
                    pending.push(included);
                }
            }
        }
        (found, is_unseen)
    }
}

#[cfg(test)]
mod tests;
