//! What a pipeline includes.

use super::PipelineFile;
use crate::tree::Node;

/// An entry of `include` (keyword reference, `include`).
#[derive(Clone, Copy, Debug)]
pub enum Include<'t> {
    /// A path or pattern in the same repository, from its root.
    Local(Node<'t>),
    /// A file that cannot be seen: of another project, a URL, a template of GitLab, a component, or unknown.
    Foreign(Node<'t>),
}

impl<'t> PipelineFile<'t> {
    /// What it includes, in the order of the text.
    pub fn includes(self) -> Vec<Include<'t>> {
        let Some(include) = self.root.get("include") else {
            return Vec::new();
        };
        if include.is_seq() { include.items().flat_map(entries).collect() } else { entries(include) }
    }
}

/// The includes of one entry: a path, a URL or a map. `local` may also hold a list.
fn entries(node: Node<'_>) -> Vec<Include<'_>> {
    if node.is_map() {
        return match node.get("local") {
            Some(list) if list.is_seq() => list.items().map(local).collect(),
            Some(path) => vec![local(path)],
            None => vec![Include::Foreign(node)],
        };
    }
    vec![local(node)]
}

fn local(path: Node<'_>) -> Include<'_> {
    match path.as_str() {
        Some(text) if !text.contains("://") && !text.contains('$') => Include::Local(path),
        _ => Include::Foreign(path),
    }
}
