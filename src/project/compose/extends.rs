//! What a service takes from others by `extends`.

use super::Finder;
use crate::model::compose::ComposeFile;
use crate::source::FileId;
use crate::tree::Node;

/// How many services may extend one another in a row.
const MAX_DEPTH: usize = 32;

/// Why a service cannot extend another.
#[derive(Clone, Debug)]
pub enum ExtendsFault<'p> {
    /// There is no such file; its path relative to the root.
    NoFile(Node<'p>, String),
    /// There is no such service in that file.
    NoService(Node<'p>, ComposeFile<'p>),
    /// It comes back to a service that it began from.
    Cycle(Node<'p>),
}

/// Where an `extends` leads.
enum Step<'p> {
    /// Nowhere: there is none.
    End,
    To(ComposeFile<'p>, Node<'p>),
    /// It cannot be seen, or not followed for a reason that can be told.
    Unseen(Option<ExtendsFault<'p>>),
}

impl<'p> Finder<'p> {
    /// Adds the services that one extends, the nearest first; true if there is something that cannot be seen.
    pub(super) fn extend(self, file: ComposeFile<'p>, service: Node<'p>, layers: &mut Vec<Node<'p>>) -> bool {
        let (mut file, mut service) = (file, service);
        for _ in 0..MAX_DEPTH {
            match self.step(file, service) {
                Step::End => return false,
                Step::To(other, extended) if !layers.contains(&extended) => {
                    layers.push(extended);
                    (file, service) = (other, extended);
                }
                _ => return true,
            }
        }
        true
    }

    /// What is wrong with the `extends` of a service itself or, for a cycle, of those that it extends.
    pub(super) fn extends_fault(self, file: ComposeFile<'p>, service: Node<'p>) -> Option<ExtendsFault<'p>> {
        let written = service.get("extends")?;
        let mut at = match self.step(file, service) {
            Step::To(other, extended) => (other, extended),
            Step::Unseen(fault) => return fault,
            Step::End => return None,
        };
        for _ in 0..MAX_DEPTH {
            if at.1 == service {
                return Some(ExtendsFault::Cycle(written));
            }
            match self.step(at.0, at.1) {
                Step::To(other, extended) => at = (other, extended),
                _ => return None,
            }
        }
        None
    }

    fn step(self, file: ComposeFile<'p>, service: Node<'p>) -> Step<'p> {
        let Some(extends) = service.get("extends") else {
            return if service.lacks("extends") { Step::End } else { Step::Unseen(None) };
        };
        let name = if extends.is_map() { extends.get("service") } else { Some(extends) };
        let Some((name, text)) = name.and_then(|name| Some((name, name.as_text()?))) else {
            return Step::Unseen(None);
        };
        let mut from = file;
        if let Some(path) = extends.get("file") {
            let Some(resolved) = file.resolve(path) else { return Step::Unseen(None) };
            match self.at(&resolved) {
                Some(other) => from = other,
                None if self.files.exists(&resolved) || resolved.contains(':') => return Step::Unseen(None),
                None => return Step::Unseen(Some(ExtendsFault::NoFile(path, resolved))),
            }
        } else if extends.is_map() && !extends.lacks("file") {
            return Step::Unseen(None);
        }
        match from.service(text) {
            Some(extended) => Step::To(from, extended),
            None if from.root.absent(&["include"]) && from.root.get("services").is_some_and(|all| all.lacks(text)) => {
                Step::Unseen(Some(ExtendsFault::NoService(name, from)))
            }
            None => Step::Unseen(None),
        }
    }

    /// The other files whose services the services of a file extend.
    pub(super) fn extended(self, file: ComposeFile<'p>) -> impl Iterator<Item = FileId> {
        let paths = file.services().filter_map(move |(_, service)| file.resolve(service.at(&["extends", "file"])?));
        paths.filter_map(move |path| self.files.find(&path))
    }
}
