//! What a declared check offers to do about its findings.

use super::evaluate::{Scope, Slot, resolve};
use super::expression::{Path, Segment};
use super::{Subject, parser};
use crate::fix::yaml::Value;
use crate::fix::{self, Edit};
use crate::tree::Node;

/// What a fix does.
#[derive(Clone, PartialEq, Debug)]
pub enum Mend {
    /// `{ set: path, to: value }`: gives what stands at a path another value, or adds it.
    Set {
        /// The path as it is written.
        name: String,
        /// The path as it is meant.
        path: Path,
        /// What it gets.
        value: String,
    },
    /// `remove`: takes out the entry whose value decided.
    Remove,
}

/// Beginnings of paths that lead out of a container or a pod.
const OUTSIDE: [&str; 4] = ["effective", "pod", "object", "template"];

impl Mend {
    /// Reads the `fix:` of a check.
    pub fn read(node: Node<'_>) -> Option<Self> {
        if node.as_str() == Some("remove") {
            return Some(Self::Remove);
        }
        let text = |key: &str| node.get(key).and_then(Node::as_text).map(str::to_owned);
        let name = text("set")?;
        Some(Self::Set { path: parser::parse_path(&name).ok()?, name, value: text("to")? })
    }

    /// What it does, in a few words; `decided` is the value that decided.
    pub fn title(&self, decided: Option<Node<'_>>) -> String {
        match self {
            Self::Set { name, value, .. } => format!("set `{name}` to `{value}`"),
            Self::Remove => {
                format!("remove `{}`", decided.and_then(Node::as_entry).map_or("it", |entry| entry.key.text()))
            }
        }
    }

    /// The edits that do it.
    pub fn edits<'t>(&self, subject: Subject<'t>, scope: Scope<'t>, decided: Option<Node<'t>>) -> Option<Vec<Edit>> {
        let Self::Set { path, value, .. } = self else {
            return Some(vec![fix::yaml::remove(decided?.as_entry()?)?]);
        };
        let Some(resource) = subject.block() else {
            let edit = match resolve(scope, path).slots.as_slice() {
                [Slot::Found(node)] => fix::yaml::set(*node, value),
                [Slot::Absent] => fix::yaml::put(subject.map()?, &keys(path)?, &Value::scalar(value)),
                _ => None,
            };
            return Some(vec![edit?]);
        };
        let body = resource.block.syntax?.body();
        let [Segment::Key(names)] = path.0.as_slice() else { return None };
        match names.iter().find_map(|name| body.attribute(name)) {
            Some(attribute) => Some(vec![fix::hcl::set(attribute.value(), value)?]),
            None => fix::hcl::insert_attribute(body, &names[0], value),
        }
    }
}

/// The keys of a path that goes over nothing else and stays within its subject.
fn keys(path: &Path) -> Option<Vec<&str>> {
    let found = path.0.iter().map(|segment| match segment {
        Segment::Key(names) => names.first().map(String::as_str),
        _ => None,
    });
    let keys: Vec<&str> = found.collect::<Option<_>>()?;
    keys.first().is_some_and(|first| !OUTSIDE.contains(first)).then_some(keys)
}
