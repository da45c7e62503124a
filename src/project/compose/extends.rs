//! What a service takes from others by `extends`.

use super::Finder;
use crate::model::compose::ComposeFile;
use crate::tree::Node;

/// How many services may extend one another in a row.
const MAX_DEPTH: usize = 32;

impl<'p> Finder<'p> {
    /// Adds the services that one extends, the nearest first; true if there is something that cannot be seen.
    pub(super) fn extend(self, file: ComposeFile<'p>, service: Node<'p>, layers: &mut Vec<Node<'p>>) -> bool {
        let (mut file, mut service) = (file, service);
        for _ in 0..MAX_DEPTH {
            let Some(extends) = service.get("extends") else { return !service.lacks("extends") };
            let name = if extends.is_map() { extends.get("service") } else { Some(extends) };
            let Some(name) = name.and_then(Node::as_text) else { return true };
            if let Some(path) = extends.get("file") {
                match file.resolve(path).and_then(|path| self.at(&path)) {
                    Some(other) => file = other,
                    None => return true,
                }
            } else if extends.is_map() && !extends.lacks("file") {
                return true;
            }
            match file.service(name) {
                Some(extended) if !layers.contains(&extended) => {
                    layers.push(extended);
                    service = extended;
                }
                _ => return true,
            }
        }
        true
    }
}
