//! A map that several places write together: a Compose service and its override, a GitLab job and its templates.

use crate::tree::Node;

/// The layers of a composed map, the strongest first. Maps are merged key by key; of anything else the strongest layer's counts.
#[derive(Clone, Debug, Default)]
pub struct Layers<'t> {
    nodes: Vec<Node<'t>>,
    open: bool,
}

/// What one layer says about a path.
enum Answer<'t> {
    /// It stands there; whether it replaces what weaker layers have.
    Found(Node<'t>, bool),
    /// This layer says nothing; a weaker one may.
    Silent,
    /// It cannot be known, or it hides the weaker layers.
    Hidden,
}

impl<'t> Layers<'t> {
    /// Layers, the strongest first. `open` says that there are others that cannot be seen.
    pub fn new(nodes: Vec<Node<'t>>, open: bool) -> Self {
        Self { nodes, open }
    }

    /// The layers, the strongest first.
    pub fn nodes(&self) -> &[Node<'t>] {
        &self.nodes
    }

    /// Whether keys may be there that cannot be seen.
    pub fn is_open(&self) -> bool {
        self.open || self.nodes.iter().any(|node| node.is_open() || !node.is_map())
    }

    /// The value at the end of a path of keys, in the strongest layer that has it.
    pub fn at(&self, path: &[&str]) -> Option<Node<'t>> {
        for layer in &self.nodes {
            match answer(*layer, path) {
                Answer::Found(node, _) => return Some(node),
                Answer::Silent => {}
                Answer::Hidden => return None,
            }
        }
        None
    }

    /// What the layers have at the end of a path of keys, the strongest first, down to a layer that replaces all weaker ones (the
    /// tags `!override` and `!reset` of Compose) or of which that cannot be known.
    pub fn all(&self, path: &[&str]) -> Vec<Node<'t>> {
        let mut found = Vec::new();
        for layer in &self.nodes {
            match answer(*layer, path) {
                Answer::Found(node, is_last) => {
                    found.push(node);
                    if is_last {
                        break;
                    }
                }
                Answer::Silent => {}
                Answer::Hidden => break,
            }
        }
        found
    }

    /// Whether surely no layer has anything at the end of a path.
    pub fn absent(&self, path: &[&str]) -> bool {
        !self.open && self.nodes.iter().all(|layer| layer.absent(path))
    }
}

/// Follows a path in one layer. A null is taken for unknown: some tools let it erase what weaker layers say, others ignore it.
fn answer<'t>(layer: Node<'t>, path: &[&str]) -> Answer<'t> {
    let mut node = layer;
    let mut replaces = false;
    for key in path {
        if !node.is_map() {
            return Answer::Hidden;
        }
        match node.get(key) {
            Some(next) if next.is_null() || next.tag() == Some("!reset") => return Answer::Hidden,
            Some(next) => {
                replaces |= next.tag() == Some("!override");
                node = next;
            }
            None if node.lacks(key) && !replaces => return Answer::Silent,
            None => return Answer::Hidden,
        }
    }
    Answer::Found(node, replaces)
}
