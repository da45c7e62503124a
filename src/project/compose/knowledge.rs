//! What a project surely has and surely has not.

use super::{ComposeProject, ComposeProjects, Finder};
use crate::model::compose::{ComposeFile, Role, Service, dotenv};
use crate::project::Project;
use crate::source::{FileId, join_path};
use crate::spelling::nearest;
use crate::tree::Node;

use super::ExtendsFault;

/// Whether a folder is another or lies below it.
fn is_within(folder: &str, other: &str) -> bool {
    other.is_empty() || folder.strip_prefix(other).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Whether something is there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Known {
    /// It surely is.
    Yes,
    /// It surely is not.
    No,
    /// Another file may bring it.
    Perhaps,
}

impl<'p> ComposeProjects<'p> {
    /// Whether a project has an entry of this name under a top-level key (`services`, `volumes`, ...). A file that is not taken without
    /// being named may be taken together with any other file of the repository.
    pub fn has(&self, project: &ComposeProject<'p>, section: &str, name: &str) -> Known {
        let has = |file: &ComposeFile<'p>| self.definitions.get(*file, section, name).is_some();
        let lacks = |file: &ComposeFile<'p>| self.definitions.lacks(*file, section, name);
        let own = || project.files.iter().chain(&project.included);
        if own().any(has) {
            return Known::Yes;
        }
        let is_exact = project.is_named && !project.is_fragment;
        let is_canonical = matches!(project.base().role, Role::Canonical(_));
        let folder = project.base().folder();
        let may_be_beside = |file: &&ComposeFile<'p>| {
            !is_canonical || project.is_fragment || is_within(file.folder(), folder) || is_within(folder, file.folder())
        };
        let is_elsewhere = !is_exact && self.written.iter().filter(may_be_beside).any(has);
        let has_others = project.includes_unseen || project.has_unseen_override && !is_exact || is_elsewhere;
        let is_sure = own().all(lacks) && !has_others;
        if is_sure && (is_canonical || is_exact || project.is_complete()) { Known::No } else { Known::Perhaps }
    }
}

impl<'p> ComposeProjects<'p> {
    /// The files of folders above and below that are not part of a project, and may be taken together with it.
    pub fn beside(&self, project: &ComposeProject<'p>) -> impl Iterator<Item = ComposeFile<'p>> {
        let folder = project.base().folder();
        self.written.iter().copied().filter(move |file| {
            let is_own = project.files.iter().any(|own| own.file == file.file);
            !is_own && (is_within(file.folder(), folder) || is_within(folder, file.folder()))
        })
    }

    /// Whether a service of a project may be completed by a file that is not taken by itself: one of a folder above or below.
    pub fn may_be_completed(&self, project: &ComposeProject<'p>, name: &str) -> bool {
        if project.is_named && !project.is_fragment {
            return false;
        }
        project.is_fragment
            || project.has_unseen_override
            || self
                .beside(project)
                .filter_map(|file| self.definitions.get(file, "services", name))
                .any(super::is_complete)
    }
}

impl<'p> ComposeProject<'p> {
    /// The entry under a top-level key whose name is nearest to one that is not there, if one is near enough to be meant.
    pub fn nearest(&self, section: &str, name: &str) -> Option<&'p str> {
        let files = self.files.iter().chain(&self.included);
        let entries = files.filter_map(|file| file.root.get(section)).flat_map(Node::entries);
        nearest(name, entries.map(|entry| entry.key.text()))
    }

    /// Whether each service says by itself what it runs, so that the project can be taken as it is.
    pub fn is_complete(&self) -> bool {
        self.services.iter().all(|service| service.layers.nodes().iter().any(|layer| super::is_complete(*layer)))
    }
}

impl<'p> Project<'p> {
    /// What is wrong with what a service extends.
    pub fn extends_faults(&self, service: &Service<'p>) -> Vec<ExtendsFault<'p>> {
        let finder = Finder { files: self.files, documents: self.documents };
        let project = self.compose.project_of(service);
        let node = |file: &ComposeFile<'p>| self.compose.definitions.get(*file, "services", service.name());
        let written = project.files.iter().filter_map(|file| Some((*file, node(file)?)));
        written.filter_map(|(file, node): (ComposeFile<'p>, Node<'p>)| finder.extends_fault(file, node)).collect()
    }

    /// Whether a file that a Compose file names is surely missing: it is not in the repository, git does not leave it out, no sample of it
    /// is there to be copied, and no submodule may bring it.
    pub fn surely_lacks(&self, path: &str) -> bool {
        let files = self.files();
        let has_sample = || {
            let samples = ["example", "sample", "template", "dist", "tmpl", "tpl", "j2", "erb", "in"];
            samples
                .iter()
                .any(|ending| files.exists(&format!("{path}.{ending}")) || files.exists(&format!("{path}-{ending}")))
        };
        let is_made = |part: &str| {
            part.starts_with('.')
                || matches!(part, "dist" | "build" | "target" | "out" | "tmp" | "vendor" | "node_modules")
        };
        !files.exists(path)
            && !files.folder_exists(path)
            && !path.split('/').any(is_made)
            && !has_sample()
            && !self.is_kept_out(path)
    }

    /// The path of a file that a Compose file names, if it is surely missing from all projects that the file belongs to. A file that has
    /// to be named may be laid over one of a folder above, and paths start from there then.
    pub fn missing(&self, named_in: FileId, written: &str) -> Option<String> {
        let mut missing = None;
        let own = self.files().get(named_in).folder();
        let folders = self.compose.with(named_in).map(|project| {
            let is_free = project.base().role == Role::Named && !project.is_named;
            (project.base().folder(), is_free)
        });
        for (folder, is_free) in folders.chain(self.compose.of(named_in).is_none().then_some((own, false))) {
            let path = join_path(folder, written)?;
            let mut above = folder;
            while is_free && !above.is_empty() {
                above = above.rsplit_once('/').map_or("", |(parent, _)| parent);
                if !join_path(above, written).is_some_and(|path| self.surely_lacks(&path)) {
                    return None;
                }
            }
            if !self.surely_lacks(&path) || !self.is_whole_for(&path) {
                return None;
            }
            missing = Some(path);
        }
        missing
    }

    /// Whether files of this sort are in the repository at all, and in a folder of its own the one that is looked for may lie: where
    /// neither is so, what was given to be looked at may be a part of the repository only.
    fn is_whole_for(&self, path: &str) -> bool {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let ending = name.rfind('.').map_or(name, |dot| &name[dot..]);
        self.files().folder_exists(folder) && self.files().names().iter().any(|other| other.ends_with(ending))
    }

    /// The names of the variables that `.env` sets in a folder, or that a sample of it there shows.
    pub fn compose_variables(&self, folder: &str) -> Vec<&'p str> {
        let names = self.files.names();
        let beside = [".env", "env.", "example.env", "sample.env"].into_iter().flat_map(|start| {
            let start = if folder.is_empty() { start.to_owned() } else { format!("{folder}/{start}") };
            let first = names.partition_point(|name| name.as_str() < start.as_str());
            names[first..].iter().take_while(move |name| name.starts_with(&start)).filter(move |name| {
                name.rfind('/').map_or(0, |slash| slash + 1) == folder.len() + usize::from(!folder.is_empty())
            })
        });
        let texts = beside.filter_map(|name| self.files.find(name)).map(|file| self.files.get(file).text());
        texts.flat_map(|text| dotenv::read(text).assignments).map(|it| it.name).collect()
    }

    /// The Compose file at a path relative to the root.
    pub fn compose_file(&self, path: &str) -> Option<ComposeFile<'p>> {
        Finder { files: self.files, documents: self.documents }.at(path)
    }
}
