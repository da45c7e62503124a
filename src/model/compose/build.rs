//! How a service's image is built (specification, "Compose Build").

use super::{Service, Unknown};
use crate::model::layers::Layers;
use crate::source::join_path;
use crate::tree::Node;

/// How a service's image is built, composed of all that says something about it.
#[derive(Clone, Debug)]
pub struct Build<'t> {
    /// What is said about it, the strongest first: contexts (the short form) and maps.
    nodes: Vec<Node<'t>>,
    maps: Layers<'t>,
    /// The folder that the path of the context starts from.
    directory: &'t str,
}

impl<'t> Service<'t> {
    /// How its image is built.
    pub fn build(&self) -> Option<Build<'t>> {
        let nodes = self.layers.all(&["build"]);
        let is_written = |node: &Node<'_>| node.is_map() || node.by_default().is_some();
        if nodes.is_empty() || !nodes.iter().all(is_written) {
            return None;
        }
        let maps = nodes.iter().copied().filter(|node| node.is_map()).collect();
        let build = Build { nodes, maps: Layers::new(maps, self.layers.is_open()), directory: "" };
        let place = build.context_node().ok().flatten().unwrap_or(build.node());
        Some(Build { directory: self.directory_of(place), ..build })
    }
}

impl<'t> Build<'t> {
    /// The strongest place where it is described.
    pub fn node(&self) -> Node<'t> {
        self.nodes[0]
    }

    /// A value of the long form.
    pub fn get(&self, key: &str) -> Option<Node<'t>> {
        self.maps.at(&[key])
    }

    /// Whether surely nothing stands under a key.
    pub fn lacks(&self, key: &str) -> bool {
        self.maps.absent(&[key])
    }

    /// What each layer says under a key, the strongest first.
    pub fn all(&self, key: &str) -> Vec<Node<'t>> {
        self.maps.all(&[key])
    }

    /// Where the context is written; `Ok(None)` if nowhere.
    pub fn context_node(&self) -> Result<Option<Node<'t>>, Unknown> {
        for node in &self.nodes {
            match node.get("context") {
                Some(context) => return Ok(Some(context)),
                None if !node.is_map() => return Ok(Some(*node)),
                None if node.lacks("context") => {}
                None => return Err(Unknown),
            }
        }
        Ok(None)
    }

    /// The folder of the context relative to the repository's root; `None` if it is remote, outside or unknown.
    pub fn context(&self) -> Option<String> {
        let context = self.context_node().ok()?;
        let path = context.map_or(Some("."), Node::by_default)?;
        if is_remote(path) { None } else { join_path(self.directory, path) }
    }

    /// The Dockerfile's path relative to the repository's root; `None` if it is inline, remote, outside or unknown.
    pub fn dockerfile(&self) -> Option<String> {
        let name = match self.get("dockerfile") {
            Some(name) => name.by_default()?,
            None if !self.lacks("dockerfile") => return None,
            None => "Dockerfile",
        };
        if !self.lacks("dockerfile_inline") {
            return None;
        }
        join_path(&self.context()?, name)
    }

    /// The stage that is built. `Ok(None)` is the last one, `Err` one that cannot be known.
    pub fn target(&self) -> Result<Option<&'t str>, Unknown> {
        match self.get("target") {
            Some(target) => target.by_default().map(Some).ok_or(Unknown),
            None if !self.lacks("target") => Err(Unknown),
            None => Ok(None),
        }
    }
}

/// Whether a context is no folder of this machine: a URL, a Git repository, or the image of another service.
fn is_remote(context: &str) -> bool {
    context.contains("://")
        || ["git@", "github.com/", "service:", "oci-layout:", "docker-image:"]
            .iter()
            .any(|start| context.starts_with(start))
}
