//! The images and scripts of a pipeline's file, each where it is written.

use super::PipelineFile;
use crate::tree::Node;

/// How deep lists of lines may lie in one another (they come from references and anchors and are flattened).
const MAX_DEPTH: usize = 10;

impl<'t> PipelineFile<'t> {
    /// The maps that may say what a job runs: the root, `default:`, each job and template.
    fn job_like(self) -> impl Iterator<Item = Node<'t>> + use<'t> {
        let default = self.root.get("default").into_iter();
        let definitions = self.definitions().map(|(_, value)| value);
        std::iter::once(self.root).chain(default).chain(definitions)
    }

    /// The images of jobs and services.
    pub fn images(self) -> Vec<Node<'t>> {
        let name = |node: Node<'t>| if node.is_map() { node.get("name") } else { Some(node) };
        let of = |map: Node<'t>| {
            let services = map.get("services").into_iter().flat_map(Node::items);
            map.get("image").into_iter().chain(services)
        };
        self.job_like().flat_map(of).filter_map(name).filter(|node| node.is_scalar() && !node.is_null()).collect()
    }

    /// The scripts: what stands under `before_script`, `script` and `after_script`.
    pub fn scripts(self) -> Vec<Node<'t>> {
        let keys = ["before_script", "script", "after_script"];
        self.job_like().flat_map(|map| keys.into_iter().filter_map(move |key| map.get(key))).collect()
    }
}

/// The lines of a script, flattened. What it takes from elsewhere by `!reference` is left out.
pub fn lines(script: Node<'_>) -> Vec<Node<'_>> {
    let mut found = Vec::new();
    flatten(script, MAX_DEPTH, &mut found);
    found
}

fn flatten<'t>(node: Node<'t>, depth: usize, found: &mut Vec<Node<'t>>) {
    if node.tag() == Some("!reference") {
        return;
    }
    if node.is_seq() {
        if depth > 0 {
            node.items().for_each(|item| flatten(item, depth - 1, found));
        }
    } else if node.is_scalar() && !node.is_null() {
        found.push(node);
    }
}
