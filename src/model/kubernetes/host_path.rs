//! Folders and files of the node that pods take in (`HostPathVolumeSource` in the API reference).

use super::PodSpec;
use crate::tree::Node;

/// A volume that is a folder or file of the node.
#[derive(Clone, Copy, Debug)]
pub struct HostPath<'t> {
    /// The name of the volume.
    pub name: &'t str,
    /// Where the path is written.
    pub place: Node<'t>,
    /// How many containers mount it.
    pub mounts: usize,
    /// Whether every container that mounts it surely may only read it.
    pub is_read_only: bool,
    path: &'t str,
}

/// Where the folders of a running system are that are in two places.
const RUN: [&str; 2] = ["/var/run", "/run"];

impl<'t> HostPath<'t> {
    /// The path as it is written.
    pub fn path(self) -> &'t str {
        self.path
    }

    /// A path within it as one writes it who comes from it: in `/var/run` where the volume is there.
    pub fn spelled(self, path: &str) -> String {
        match path.strip_prefix(RUN[1]).filter(|rest| rest.starts_with('/') && self.is_in_var_run()) {
            Some(rest) => format!("{}{rest}", RUN[0]),
            None => path.to_owned(),
        }
    }

    fn is_in_var_run(self) -> bool {
        self.path.strip_prefix(RUN[0]).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// Whether it is this folder or one above it, so that all of the folder is in it.
    pub fn takes_in(self, folder: &str) -> bool {
        is_within(folder, self.path)
    }

    /// Whether it is in this folder, or the folder itself.
    pub fn is_in(self, folder: &str) -> bool {
        is_within(self.path, folder)
    }
}

impl<'t> PodSpec<'t> {
    /// The entries of `volumeMounts` that may write to folders of the node, each with the volume.
    pub fn writable_host_mounts(self) -> Vec<(Node<'t>, HostPath<'t>)> {
        let volumes = self.host_paths();
        let writable = volumes.iter().filter(|volume| volume.mounts > 0 && !volume.is_read_only);
        let writable: Vec<(&str, HostPath<'t>)> = writable.map(|volume| (volume.name, *volume)).collect();
        if writable.is_empty() {
            return Vec::new();
        }
        let containers = self.containers();
        let mounts = containers.iter().filter_map(|it| it.node().get("volumeMounts")).flat_map(Node::items);
        let mounts = mounts.filter(|mount| mount.get("readOnly").is_none_or(|it| it.as_bool() == Some(false)));
        let found = mounts.filter_map(|mount| {
            let name = mount.get("name").and_then(Node::as_text)?;
            writable.iter().find(|(volume, _)| *volume == name).map(|(_, volume)| (mount, *volume))
        });
        found.collect()
    }

    /// The volumes of which the path on the node is known.
    pub fn host_paths(self) -> Vec<HostPath<'t>> {
        let volumes = self.spec().get("volumes").into_iter().flat_map(Node::items);
        let paths = volumes.filter_map(|volume| {
            let place = volume.at(&["hostPath", "path"])?;
            Some((volume.get("name").and_then(Node::as_text)?, place, place.as_str()?))
        });
        let paths: Vec<_> = paths.collect();
        if paths.is_empty() {
            return Vec::new();
        }
        let containers = self.containers();
        let mounts: Vec<Node<'t>> =
            containers.iter().filter_map(|it| it.node().get("volumeMounts")).flat_map(Node::items).collect();
        let found = paths.into_iter().map(|(name, place, path)| {
            let mounts =
                mounts.iter().filter(|mount| mount.get("name").and_then(Node::as_text).is_none_or(|it| it == name));
            let only_read = |mount: &&Node<'t>| mount.get("readOnly").and_then(Node::as_bool) == Some(true);
            HostPath {
                name,
                place,
                path,
                mounts: mounts.clone().count(),
                is_read_only: mounts.clone().all(|it| only_read(&it)),
            }
        });
        found.collect()
    }
}

/// Whether a path is another or lies below it.
fn is_within(path: &str, folder: &str) -> bool {
    let path = normal(path);
    let folder = normal(folder);
    folder.is_empty() || path.strip_prefix(folder.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// A path without its last slash, and with `/run` for `/var/run`, which leads there. The root is empty.
fn normal(path: &str) -> String {
    let path = path.trim_end_matches('/');
    match path.strip_prefix(RUN[0]).filter(|rest| rest.is_empty() || rest.starts_with('/')) {
        Some(rest) => format!("{}{rest}", RUN[1]),
        None => path.to_owned(),
    }
}
