//! What each Compose file defines, by name: a file with thousands of services is asked for each of them.

use rustc_hash::FxHashMap;

use crate::model::compose::{ComposeFile, ResourceKind};
use crate::source::FileId;
use crate::tree::Node;

/// The entries of a top-level key.
#[derive(Debug)]
struct Section<'p> {
    entries: FxHashMap<&'p str, Node<'p>>,
    /// Whether there are surely no others.
    is_closed: bool,
}

/// The definitions of all Compose files.
#[derive(Debug, Default)]
pub(super) struct Definitions<'p> {
    /// By file, document and top-level key.
    sections: FxHashMap<(FileId, u32, &'static str), Section<'p>>,
}

impl<'p> Definitions<'p> {
    pub(super) fn new(written: &[ComposeFile<'p>]) -> Self {
        let names = || std::iter::once("services").chain(ResourceKind::ALL.map(ResourceKind::section));
        let all = written.iter().flat_map(|file| names().map(move |name| (file, name)));
        let sections = all.map(|(file, name)| ((file.file, file.root.index(), name), section(*file, name))).collect();
        Self { sections }
    }

    /// What stands under a name of a top-level key.
    pub(super) fn get(&self, file: ComposeFile<'p>, section: &str, name: &str) -> Option<Node<'p>> {
        self.sections.get(&(file.file, file.root.index(), section))?.entries.get(name).copied()
    }

    /// Whether a file surely has no such name under a top-level key.
    pub(super) fn lacks(&self, file: ComposeFile<'p>, section: &str, name: &str) -> bool {
        let section = self.sections.get(&(file.file, file.root.index(), section));
        section.is_some_and(|section| section.is_closed && !section.entries.contains_key(name))
    }
}

fn section<'p>(file: ComposeFile<'p>, name: &str) -> Section<'p> {
    let Some(entries) = file.root.get(name) else {
        return Section { entries: FxHashMap::default(), is_closed: file.root.lacks(name) };
    };
    // No key is a zero byte: whether that one is surely missing says whether any other would be.
    let is_closed = entries.is_null() || entries.lacks("\0");
    Section { entries: entries.entries().map(|entry| (entry.key.text(), entry.value)).collect(), is_closed }
}
