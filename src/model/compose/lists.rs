//! What the layers of a service say together: lists are joined, names and values are merged by name.

use super::{Mount, Port, PortFault, Service};
use crate::diagnostic::Place;
use crate::model::layers::Layers;
use crate::tree::Node;

/// A name with a value, from a map or from a list of `NAME=value`.
#[derive(Clone, Copy, Debug)]
pub struct Pair<'t> {
    /// The name as written.
    pub name: &'t str,
    /// What is written behind it; empty if nothing is.
    pub text: &'t str,
    /// Whether the text is the value.
    pub is_known: bool,
    /// Whether there is a value at all; a name alone takes that of the environment.
    pub has_value: bool,
    /// Where the name is written.
    pub key_place: Place,
    /// Where the value is written, else the name.
    pub place: Place,
    /// The value of a map, or the item of a list.
    pub node: Node<'t>,
}

impl<'t> Pair<'t> {
    /// The value, if it is known.
    pub fn value(&self) -> Option<&'t str> {
        (self.is_known && self.has_value).then_some(self.text)
    }

    /// Whether it is written as an item of a list.
    pub fn is_item(&self) -> bool {
        self.node.parent().is_some_and(Node::is_seq)
    }

    fn of_item(node: Node<'t>) -> Self {
        let text = node.text();
        let (name, value) = text.split_once('=').unwrap_or((text, ""));
        let at = |range: std::ops::Range<usize>| Place { span: node.span_of(range), via: node.via() };
        let has_value = name.len() < text.len();
        Self {
            name,
            text: value,
            is_known: node.as_text().is_some(),
            has_value,
            key_place: at(0..name.len()),
            place: if has_value { at(name.len() + 1..text.len()) } else { node.into() },
            node,
        }
    }
}

/// The names and values of a map, or of a list of `NAME=value`.
pub fn pairs(block: Node<'_>) -> Vec<Pair<'_>> {
    if block.is_seq() {
        return block.items().filter(|item| item.is_scalar() && !item.is_null()).map(Pair::of_item).collect();
    }
    let entries = block.entries().filter(|entry| entry.value.is_scalar());
    entries
        .map(|entry| Pair {
            name: entry.key.text(),
            text: entry.value.text(),
            is_known: entry.value.as_text().is_some(),
            has_value: !entry.value.is_null(),
            key_place: entry.key.into(),
            place: if entry.value.is_null() { entry.key.into() } else { entry.value.into() },
            node: entry.value,
        })
        .collect()
}

/// The items of the lists that layers have at a path, the weakest layer's first. A single value is a list of one.
pub fn items<'t>(layers: &Layers<'t>, path: &[&str]) -> Vec<Node<'t>> {
    let lists = layers.all(path).into_iter().rev();
    lists.flat_map(|node| if node.is_seq() { node.items().collect() } else { vec![node] }).collect()
}

impl<'t> Service<'t> {
    /// The items of the lists at a path, the weakest layer's first. A single value is a list of one.
    pub fn items(&self, path: &[&str]) -> Vec<Node<'t>> {
        items(&self.layers, path)
    }

    /// Names and values at a path, each name once.
    pub fn pairs(&self, path: &[&str]) -> Vec<Pair<'t>> {
        let mut found: Vec<Pair<'t>> = Vec::new();
        for block in self.layers.all(path) {
            let known = found.len();
            for pair in pairs(block) {
                if found[..known].iter().all(|other| other.name != pair.name) {
                    found.push(pair);
                }
            }
        }
        found
    }

    /// What it publishes, and what of that cannot be understood.
    pub fn ports(&self) -> impl Iterator<Item = Result<Port<'t>, PortFault<'t>>> + use<'t> {
        self.items(&["ports"]).into_iter().filter_map(Port::of)
    }

    /// What it publishes, as far as it can be understood.
    pub fn published(&self) -> Vec<Port<'t>> {
        self.ports().filter_map(Result::ok).collect()
    }

    /// What is mounted into its containers; of several layers' mounts at one path the strongest counts.
    pub fn mounts(&self) -> Vec<Mount<'t>> {
        let mut found: Vec<Mount<'t>> = Vec::new();
        for list in self.layers.all(&["volumes"]) {
            let known = found.len();
            for mount in list.items().filter_map(Mount::of).filter_map(Result::ok) {
                let target = mount.target.map(|target| target.text);
                if found[..known].iter().all(|other| other.target.map(|target| target.text) != target) {
                    found.push(mount);
                }
            }
        }
        found.extend(self.items(&["tmpfs"]).into_iter().filter_map(Mount::of_tmpfs));
        found
    }

    /// The names that stand in a list or as keys of a map: `networks`, `models`; or as items and `source`: `secrets`, `configs`. Each
    /// as often as it is written.
    pub fn names(&self, path: &[&str]) -> Vec<Node<'t>> {
        let blocks = self.layers.all(path).into_iter();
        blocks
            .flat_map(|block| -> Vec<Node<'t>> {
                if block.is_map() {
                    return block.entries().map(|entry| entry.key).collect();
                }
                block.items().filter_map(|item| if item.is_map() { item.get("source") } else { Some(item) }).collect()
            })
            .filter(|name| name.as_text().is_some())
            .collect()
    }

    /// The profiles without which it is not started; `None` if they are not known.
    pub fn profiles(&self) -> Option<Vec<&'t str>> {
        if self.absent(&["profiles"]) {
            return Some(Vec::new());
        }
        self.items(&["profiles"]).into_iter().map(Node::as_text).collect()
    }

    /// Whether it may be started together with another: they have a profile in common, or one of them has none. A profile that both have
    /// from what they extend is not meant to start them: it keeps that service from being started by itself.
    pub fn may_run_with(&self, other: &Self) -> bool {
        if self.profiles().zip(other.profiles()).is_none() {
            return false;
        }
        let (own, theirs) = (self.items(&["profiles"]), other.items(&["profiles"]));
        let is_shared = |node: &Node<'t>| theirs.iter().any(|it| it.text() == node.text() && it.span() != node.span());
        own.is_empty() || theirs.is_empty() || own.iter().any(is_shared)
    }

    /// How many containers it has; `None` if that is not known.
    pub fn replicas(&self) -> Option<i64> {
        let paths: [&[&str]; 2] = [&["scale"], &["deploy", "replicas"]];
        let number = |node: Node<'t>| node.as_i64().or_else(|| node.as_str()?.parse().ok());
        match paths.iter().find_map(|path| self.at(path)) {
            Some(node) => number(node),
            None => paths.iter().all(|path| self.absent(path)).then_some(1),
        }
    }
}
