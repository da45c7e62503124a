//! The jobs of a pipeline with what they extend.

use rustc_hash::FxHashMap;

use crate::model::gitlab::{Job, PipelineFile};
use crate::model::layers::Layers;
use crate::tree::Node;

/// How deep `extends` may go (GitLab's own limit is 11).
const MAX_DEPTH: usize = 11;

/// What all files say under each name, the strongest first.
type Definitions<'p> = FxHashMap<&'p str, Vec<Node<'p>>>;

/// The jobs that run, in the order of the files and of the text.
pub(super) fn jobs<'p>(files: &[PipelineFile<'p>], open: bool) -> Vec<Job<'p>> {
    let mut names = Vec::new();
    let mut definitions: Definitions<'p> = FxHashMap::default();
    for file in files {
        for (key, value) in file.definitions() {
            let same = definitions.entry(key.text()).or_default();
            if same.is_empty() {
                names.push(key);
            }
            same.push(value);
        }
    }
    let visible = names.into_iter().filter(|key| !key.text().starts_with('.'));
    visible.filter_map(|key| job(key, &definitions, open)).collect()
}

fn job<'p>(key: Node<'p>, definitions: &Definitions<'p>, open: bool) -> Option<Job<'p>> {
    let own = &definitions[key.text()];
    own.iter().any(|node| node.is_map()).then_some(())?;
    let mut layers = Vec::new();
    let unseen = extend(own, definitions, MAX_DEPTH, &mut layers);
    // A job without a script of its own gets it from somewhere: a file that is not seen adds to this very job.
    let is_fragment =
        open && !["script", "trigger", "run"].iter().any(|key| layers.iter().any(|l| l.get(key).is_some()));
    Some(Job { key, layers: Layers::new(layers, unseen || is_fragment) })
}

/// Adds definitions and what they extend, the strongest first; true if something that is extended cannot be seen.
fn extend<'p>(same: &[Node<'p>], definitions: &Definitions<'p>, depth: usize, layers: &mut Vec<Node<'p>>) -> bool {
    layers.extend(same);
    let Some(extends) = same.iter().find_map(|node| node.get("extends")) else { return false };
    if depth == 0 || extends.is_unknown() {
        return true;
    }
    let mut names: Vec<Node<'p>> = extends.items().collect();
    if extends.is_scalar() {
        names.push(extends);
    }
    let mut unseen = false;
    for name in names.into_iter().rev() {
        match definitions.get(name.text()) {
            // Extending twice is harmless; extending in a circle ends with the depth.
            Some(parents) if layers.len() < 64 => unseen |= extend(parents, definitions, depth - 1, layers),
            _ => unseen = true,
        }
    }
    unseen
}
