//! Compose files: <https://github.com/compose-spec/compose-spec/blob/main/spec.md>.

pub mod alphabet;
mod build;
mod depends;
pub mod dotenv;
mod health;
pub mod interpolation;
pub mod invocation;
mod lists;
mod mount;
mod port;
mod resource;
pub mod schema;
pub mod stores;
pub mod subnet;
pub mod units;
pub mod words;

pub use build::Build;
pub use depends::{Condition, Dependency};
pub use health::Health;
pub use lists::Pair;
pub use mount::{Mount, MountKind, Part};
pub use port::{Given, Port, PortFault};
pub use resource::{Resource, ResourceKind};

use crate::model::layers::Layers;
use crate::source::{FileId, join_path};
use crate::tree::Node;

/// What a file is to `docker compose`, told by its name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    /// A file that is found without being named: `compose.yaml` and its three peers. The number is its precedence, 0 the first.
    Canonical(u8),
    /// An override of a canonical file, taken together with it.
    Override,
    /// A file that has to be named: a whole project, an overlay or a fragment of one.
    Named,
}

impl Role {
    /// The role of a file by its name without the folder (specification, "Compose file").
    pub fn of(name: &str) -> Self {
        let canonical = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];
        if let Some(rank) = canonical.iter().position(|known| *known == name) {
            return Role::Canonical(rank as u8);
        }
        let stem = name.strip_suffix(".yaml").or_else(|| name.strip_suffix(".yml"));
        match stem {
            Some("compose.override" | "docker-compose.override") => Role::Override,
            _ => Role::Named,
        }
    }
}

/// A Compose file, as written.
#[derive(Clone, Copy, Debug)]
pub struct ComposeFile<'t> {
    /// The file.
    pub file: FileId,
    /// The root map.
    pub root: Node<'t>,
    /// The file's path from the root of the project.
    pub path: &'t str,
    /// What it is to `docker compose`.
    pub role: Role,
    /// The folder that relative paths in it start from: its own, or that of the file that it is laid over.
    pub directory: &'t str,
    /// Whether it is written for Coolify, which reads it itself: it adds keys to the specification, takes them out before Compose sees
    /// the file, and declares the volumes (<https://coolify.io/docs/knowledge-base/docker/compose>).
    pub is_for_coolify: bool,
}

impl<'t> ComposeFile<'t> {
    /// The file that a root node is written in.
    pub fn new(root: Node<'t>) -> Self {
        let file = root.span().file;
        let source = root.tree().files().get(file);
        // A development container names its files.
        let is_named = source.folder().ends_with(".devcontainer");
        let role = if is_named { Role::Named } else { Role::of(source.name()) };
        let is_for_coolify =
            source.text().lines().take(8).any(|line| line.starts_with("# slogan:") || line.starts_with("# category:"))
                || has_coolify_keys(root);
        Self { file, root, path: source.path(), role, directory: source.folder(), is_for_coolify }
    }

    /// The folder that it lies in.
    pub fn folder(self) -> &'t str {
        self.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// Whether relative paths in it start from another folder than its own.
    pub fn is_moved(self) -> bool {
        self.directory != self.folder()
    }

    /// Whether its name or folder says that it is for development or tests.
    pub fn is_for_development(self) -> bool {
        let words = ["dev", "devel", "development", "devcontainer", "local", "test", "tests", "testing", "e2e", "ci"];
        let mut parts = self.path.split(|c: char| !c.is_ascii_alphanumeric());
        self.role == Role::Override || parts.any(|part| words.contains(&part.to_ascii_lowercase().as_str()))
    }

    /// Whether it is of the first format, which had the services at the top level.
    pub fn is_legacy(self) -> bool {
        let is_service = |node: Node<'_>| ["image", "build"].iter().any(|key| node.get(key).is_some());
        let mut entries = self.root.own_entries().filter(|entry| !entry.key.text().starts_with("x-"));
        ["services", "include", "networks", "volumes"].iter().all(|key| self.root.lacks(key))
            && entries.any(|entry| is_service(entry.value))
    }

    /// Whether its name or keys say that it is for a swarm, which is told by `docker stack deploy` what to run.
    pub fn is_for_swarm(self) -> bool {
        let keys = ["placement", "update_config", "rollback_config", "endpoint_mode", "mode"];
        let name = self.path.rsplit('/').next().unwrap_or(self.path);
        let starts = ["docker-stack", "stack.", "stack-"];
        if name.contains("swarm") || starts.iter().any(|start| name.starts_with(start)) {
            return true;
        }
        self.services().any(|(_, service)| {
            service.get("deploy").is_some_and(|deploy| keys.iter().any(|key| deploy.get(key).is_some()))
        })
    }

    /// Whether its version is of the third format, the only one that `docker stack deploy` reads.
    pub fn is_stack(self) -> bool {
        self.root.get("version").is_some_and(|version| version.text().starts_with('3'))
    }

    /// The services, as written: the name and what stands under it.
    pub fn services(self) -> impl Iterator<Item = (Node<'t>, Node<'t>)> + use<'t> {
        let services = self.root.get("services").into_iter();
        services.flat_map(Node::entries).map(|entry| (entry.key, entry.value))
    }

    /// What stands under a service's name.
    pub fn service(self, name: &str) -> Option<Node<'t>> {
        self.root.get("services")?.get(name)
    }

    /// The paths of the files that it includes, relative to the root; `None` for those that cannot be told.
    pub fn includes(self) -> Vec<Option<String>> {
        let Some(include) = self.root.get("include") else { return Vec::new() };
        let mut paths = Vec::new();
        for item in include.items() {
            let path = if item.is_map() { item.get("path") } else { Some(item) };
            match path {
                Some(list) if list.is_seq() => paths.extend(list.items().map(|path| self.resolve(path))),
                Some(path) => paths.push(self.resolve(path)),
                None => paths.push(None),
            }
        }
        paths
    }

    /// All texts with a dollar in them, each where it is written.
    pub fn texts_with_dollar(self) -> impl Iterator<Item = Node<'t>> + use<'t> {
        self.root.written().filter(|node| node.is_scalar() && node.text().contains('$'))
    }

    /// A path written in this file, relative to the root of the repository.
    pub fn resolve(self, path: Node<'_>) -> Option<String> {
        join_path(self.directory, path.by_default()?)
    }
}

/// Whether a file has keys that only Coolify knows.
fn has_coolify_keys(root: Node<'_>) -> bool {
    let services = root.get("services").into_iter().flat_map(Node::entries);
    let mut services = services.map(|entry| entry.value);
    services.any(|service| {
        let mut mounts = service.get("volumes").into_iter().flat_map(Node::items);
        let of_mounts = ["content", "is_directory", "isDirectory"];
        service.get("exclude_from_hc").is_some()
            || mounts.any(|mount| of_mounts.iter().any(|key| mount.get(key).is_some()))
    })
}

/// A service, composed of all that says something about it.
#[derive(Clone, Debug)]
pub struct Service<'t> {
    /// Its name, where it is first defined.
    pub key: Node<'t>,
    /// The file of that place.
    pub file: ComposeFile<'t>,
    /// What is said about it: overrides, the file's own words, what it extends.
    pub layers: Layers<'t>,
    /// What other files say of a service of this name that may or may not be added to it.
    pub overlays: Vec<Node<'t>>,
    /// The number of its project.
    pub project: usize,
    /// Those of its project's files whose paths start from another folder than their own.
    pub moved: Vec<FileId>,
}

impl<'t> Service<'t> {
    /// Its name.
    pub fn name(&self) -> &'t str {
        self.key.text()
    }

    /// The value that surely counts at a path of keys.
    pub fn at(&self, path: &[&str]) -> Option<Node<'t>> {
        self.layers.at(path)
    }

    /// Whether surely nothing stands at a path, whichever files are taken together.
    pub fn absent(&self, path: &[&str]) -> bool {
        self.layers.absent(path) && self.overlays.iter().all(|overlay| overlay.absent(path))
    }

    /// The folder that a relative path in one of its layers starts from. What it extends in other files keeps its own.
    pub fn directory_of(&self, node: Node<'t>) -> &'t str {
        let file = node.span().file;
        if self.moved.contains(&file) { self.file.directory } else { node.tree().files().get(file).folder() }
    }

    /// The image that it runs, or that its build is named.
    pub fn image(&self) -> Option<Node<'t>> {
        self.at(&["image"])
    }
}

/// The services' names for a message; of many, the first three.
pub fn names(services: &[&Service<'_>]) -> String {
    let quoted: Vec<String> = services.iter().map(|service| format!("`{}`", service.name())).collect();
    match quoted.as_slice() {
        [] => String::new(),
        [one] => format!("service {one}"),
        many if many.len() <= 4 => format!("services {}", listed(many)),
        many => format!("services {} and {} others", many[..3].join(", "), many.len() - 3),
    }
}

/// Words as a message lists them: `a, b and c`.
pub fn listed(words: &[String]) -> String {
    match words {
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        words => words.concat(),
    }
}

/// Something that cannot be known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Unknown;

#[cfg(test)]
mod tests;
