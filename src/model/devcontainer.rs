//! Descriptions of containers to develop in: <https://containers.dev/implementors/json_reference/>.

use crate::source::FileId;
use crate::tree::Node;

/// A `devcontainer.json`.
#[derive(Clone, Copy, Debug)]
pub struct DevContainer<'t> {
    /// The root map.
    pub root: Node<'t>,
}

impl<'t> DevContainer<'t> {
    /// The file.
    pub fn file(self) -> FileId {
        self.root.span().file
    }

    /// The folder that its paths start from.
    pub fn folder(self) -> &'t str {
        self.root.tree().files().get(self.file()).folder()
    }

    /// A value of `build`, or what took its place before there was that: `dockerFile` and `context`.
    pub fn build(self, key: &str) -> Option<Node<'t>> {
        let old = if key == "dockerfile" { "dockerFile" } else { key };
        let is_old = matches!(key, "dockerfile" | "context");
        self.root.at(&["build", key]).or_else(|| self.root.get(old).filter(|_| is_old))
    }

    /// The Compose files that it names.
    pub fn compose_files(self) -> Vec<Node<'t>> {
        let Some(node) = self.root.get("dockerComposeFile") else { return Vec::new() };
        if node.is_seq() { node.items().collect() } else { vec![node] }
    }

    /// The services of those files that it names: the one to develop in, and those to start with it.
    pub fn services(self) -> Vec<Node<'t>> {
        let others = self.root.get("runServices").into_iter().flat_map(Node::items);
        self.root.get("service").into_iter().chain(others).collect()
    }

    /// Whether a command of it may make the files that it names.
    pub fn prepares(self) -> bool {
        !self.root.absent(&["initializeCommand"])
    }
}

/// A text that is written out: no variable such as `${localEnv:HOME}` is in it, and no `${templateOption:...}`.
pub fn literal(node: Node<'_>) -> Option<&str> {
    node.as_str().filter(|text| !text.contains("${"))
}
