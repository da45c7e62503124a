//! A build of an image, whoever asks for it.

use crate::diagnostic::Place;
use crate::model::compose::Role;
use crate::project::compose::{ComposeProject, ComposeProjects};
use crate::source::{FileId, Files, join_path};
use crate::tree::Node;

/// Who asks for a build.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Builder {
    /// A service of a Compose project: the number of the project and of the service in it.
    Service(usize, usize),
    /// A target of a bake file.
    Bake,
    /// An artifact of Skaffold.
    Skaffold,
    /// A container to develop in.
    DevContainer,
    /// A step of a pipeline, or a command in one.
    Pipeline,
    /// A command in a Makefile, a script or another file that people run.
    Commands,
}

/// A file or folder that a build names.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Named {
    /// Its path relative to the root of the repository.
    Path(String),
    /// It is not in this repository: it has an address, or is written within another file.
    Elsewhere,
    /// It cannot be known.
    Unknown,
}

impl Named {
    /// The path, if it is known.
    pub fn path(&self) -> Option<&str> {
        match self {
            Named::Path(path) => Some(path),
            Named::Elsewhere | Named::Unknown => None,
        }
    }

    /// A folder that is written as a context, relative to another folder.
    pub(super) fn context(folder: &str, written: &str) -> Self {
        if is_address(written) {
            return Named::Elsewhere;
        }
        join_path(folder, written).map_or(Named::Unknown, Named::Path)
    }

    /// A file in this folder.
    pub(super) fn file(&self, written: &str) -> Self {
        match self {
            Named::Path(folder) => join_path(folder, written).map_or(Named::Unknown, Named::Path),
            other => other.clone(),
        }
    }
}

/// Whether a context is none of this repository (Docker's manual, "Build context").
fn is_address(context: &str) -> bool {
    let starts = ["git@", "github.com/", "service:", "target:", "-"];
    context.contains("://") || starts.iter().any(|start| context.starts_with(start))
}

/// The stage that is built.
#[derive(Clone, Debug)]
pub enum Target {
    /// The last one.
    Last,
    /// The one that is named here.
    Stage(String, Place),
    /// It cannot be known.
    Unknown,
}

/// Names that a build gives: of arguments, contexts, secrets.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// The names that are surely given, and where.
    pub names: Vec<(String, Place)>,
    /// Whether there may be others.
    pub is_open: bool,
}

impl Given {
    /// Whether a name is surely given.
    pub fn has(&self, name: &str) -> bool {
        self.names.iter().any(|(given, _)| given == name)
    }

    /// Where a name is surely given.
    pub fn place_of(&self, name: &str) -> Option<Place> {
        self.names.iter().find(|(given, _)| given == name).map(|(_, place)| *place)
    }

    /// Whether a name is surely not given.
    pub fn lacks(&self, name: &str) -> bool {
        !self.is_open && !self.has(name)
    }

    /// Nothing is known of what is given.
    pub(super) fn unknown() -> Self {
        Self { names: Vec::new(), is_open: true }
    }

    /// The keys of a map, or what stands before `=` in the items of a list.
    pub(super) fn of_node(node: Option<Node<'_>>) -> Self {
        let Some(node) = node else { return Self::default() };
        let mut given = Self { names: Vec::new(), is_open: node.is_open() || !(node.is_map() || node.is_seq()) };
        given.names.extend(node.entries().map(|entry| (entry.key.text().to_owned(), Place::from(entry.key))));
        for item in node.items() {
            let text = item.as_text().or_else(|| item.is_scalar().then(|| item.text()));
            let name = text.map(|text| text.split_once('=').map_or(text, |(name, _)| name));
            match name.filter(|name| !name.contains('$') && !name.is_empty()) {
                Some(name) => given.names.push((name.to_owned(), Place::from(item))),
                None => given.is_open = true,
            }
        }
        given
    }
}

/// A build of an image.
#[derive(Clone, Debug)]
pub struct Build {
    /// Who asks for it.
    pub by: Builder,
    /// How it is called in a message: ``service `api` ``.
    pub title: String,
    /// What asks for it.
    pub place: Place,
    /// The folder of the context.
    pub context: Named,
    /// Where that is written; the default otherwise.
    pub context_place: Option<Place>,
    /// The Dockerfile.
    pub dockerfile: Named,
    /// Where that is written; the default otherwise.
    pub dockerfile_place: Option<Place>,
    /// The Dockerfile, if it is read.
    pub file: Option<FileId>,
    /// The stage that is built.
    pub target: Target,
    /// The arguments that it is given.
    pub args: Given,
    /// The further contexts that it is given.
    pub contexts: Given,
    /// The secrets that it is given.
    pub secrets: Given,
    /// The platforms that it is for; empty where none are named or they cannot be known.
    pub platforms: Vec<String>,
    /// The names that the image gets, as far as they are known: without registry and tag.
    pub images: Vec<String>,
}

impl Build {
    /// Of a build for Linux on amd64 and another architecture: the first platform that is another.
    pub fn platform_beside_amd64(&self) -> Option<&str> {
        let architecture = |platform: &&String| platform.split('/').nth(1).unwrap_or_default().to_owned();
        let is_linux = self.platforms.iter().all(|platform| platform.starts_with("linux/"));
        let has_amd64 = self.platforms.iter().any(|platform| architecture(&platform) == "amd64");
        let mut others = self.platforms.iter().filter(|it| !matches!(architecture(it).as_str(), "amd64" | ""));
        others.next().filter(|_| is_linux && has_amd64).map(String::as_str)
    }

    /// Paths in a Compose file that is added to another one start from the folder of that. Where the context or the Dockerfile is not
    /// there, but would be if a folder further up were meant, this is such a file.
    pub(super) fn doubt_folder(&mut self, compose: &ComposeProjects<'_>, files: &Files) {
        let Builder::Service(project, _) = self.by else { return };
        let named = compose.iter().nth(project).filter(|project| !project.is_named);
        let Some(base) = named.map(ComposeProject::base) else { return };
        if base.role != Role::Named || self.file.is_some() {
            return;
        }
        let own = base.folder();
        let is_above = |named: &Named| {
            let below =
                named.path().and_then(|path| path.strip_prefix(own)).unwrap_or_default().trim_start_matches('/');
            let mut above = own.rmatch_indices('/').map(|(at, _)| &own[..at]).chain((!own.is_empty()).then_some(""));
            !below.is_empty()
                && above.any(|folder| {
                    join_path(folder, below).is_some_and(|path| files.folder_exists(&path) || files.exists(&path))
                })
        };
        if is_above(&self.context) || is_above(&self.dockerfile) {
            self.context = Named::Unknown;
            self.dockerfile = Named::Unknown;
        }
    }

    /// Finds the Dockerfile. Where none is named, `dockerfile` will do, and Podman looks for a `Containerfile`.
    pub(super) fn find_file(&mut self, files: &Files) {
        if self.file.is_some() {
            return;
        }
        let find = |dockerfile: &Named| dockerfile.path().and_then(|path| files.find(path));
        self.file = find(&self.dockerfile);
        if self.file.is_none() && self.dockerfile_place.is_none() {
            let others = ["dockerfile", "Containerfile"].map(|name| self.context.file(name));
            if let Some(other) = others.into_iter().find(|other| find(other).is_some()) {
                self.file = find(&other);
                self.dockerfile = other;
            }
        }
    }
}

/// The literal texts of a list or of one text with commas.
pub(super) fn platforms(node: Option<Node<'_>>) -> Vec<String> {
    let Some(node) = node else { return Vec::new() };
    let items: Vec<Option<&str>> =
        if node.is_seq() { node.items().map(Node::as_str).collect() } else { vec![node.as_str()] };
    let Some(known) = items.into_iter().collect::<Option<Vec<&str>>>() else { return Vec::new() };
    let parts = known.into_iter().flat_map(|text| text.split([',', '\n'])).map(str::trim);
    parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// A build in the form of a map with Compose's names for its keys, which Skaffold and bake files share but for a few.
pub(super) struct Written<'f, 't> {
    /// The folder that the context is relative to.
    pub(super) folder: &'f str,
    /// The value of a key; `None` if there is none.
    pub(super) get: &'f dyn Fn(&str) -> Option<Node<'t>>,
    /// Whether a key is surely not there.
    pub(super) absent: &'f dyn Fn(&str) -> bool,
    /// What a scalar stands for, with the defaults of its variables.
    pub(super) value: &'f dyn Fn(Node<'t>) -> Option<String>,
}

/// What a scalar stands for where variables are written as Compose does.
pub(super) fn by_default(node: Node<'_>) -> Option<String> {
    node.by_default().map(str::to_owned)
}

impl<'t> Written<'_, 't> {
    /// The folder of the context, and where it is written.
    pub(super) fn context(&self, short: Option<Node<'t>>) -> (Named, Option<Place>) {
        let node = short.or_else(|| (self.get)("context"));
        let named = match node {
            Some(node) => (self.value)(node).map_or(Named::Unknown, |path| Named::context(self.folder, &path)),
            None if (self.absent)("context") => Named::Path(self.folder.to_owned()),
            None => Named::Unknown,
        };
        (named, node.map(Place::from))
    }

    /// The Dockerfile in a context, and where it is written.
    pub(super) fn dockerfile(&self, context: &Named, inline: &str) -> (Named, Option<Place>) {
        if !(self.absent)(inline) {
            return (Named::Elsewhere, None);
        }
        let node = (self.get)("dockerfile");
        let named = match node {
            Some(node) => (self.value)(node).map_or(Named::Unknown, |path| context.file(&path)),
            None if (self.absent)("dockerfile") => context.file("Dockerfile"),
            None => Named::Unknown,
        };
        (named, node.map(Place::from))
    }

    /// The stage that is built.
    pub(super) fn target(&self) -> Target {
        match (self.get)("target") {
            Some(node) => {
                let name = (self.value)(node).filter(|name| !name.contains('$'));
                name.map_or(Target::Unknown, |name| Target::Stage(name, Place::from(node)))
            }
            None if (self.absent)("target") => Target::Last,
            None => Target::Unknown,
        }
    }

    /// What is given under a key.
    pub(super) fn given(&self, key: &str) -> Given {
        match (self.get)(key) {
            None if !(self.absent)(key) => Given::unknown(),
            node => Given::of_node(node),
        }
    }
}
