//! What is in lists and maps: items, entries, merge keys, and what is surely missing.

use super::{ALIAS, Kind, MAX_HOPS, MERGED, NONE, Node};
use crate::source::Span;

/// An entry of a map.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'t> {
    /// The key.
    pub key: Node<'t>,
    /// The value.
    pub value: Node<'t>,
}

impl Entry<'_> {
    /// From the start of the key to the end of the value.
    pub fn span(&self) -> Span {
        let (key, value) = (self.key.span(), self.value.span());
        if key.file == value.file && key.start <= value.end && self.value.via().is_none() {
            key.cover(value)
        } else {
            key
        }
    }
}

impl<'t> Node<'t> {
    pub(super) fn child_ids(self) -> &'t [u32] {
        let data = self.data();
        match data.kind {
            Kind::Seq | Kind::Map => &self.tree.children[data.first as usize..(data.first + data.count) as usize],
            _ => &[],
        }
    }

    /// Where the entries of this map, merge keys included, or the items of this list are written, from key to value. An alias is
    /// where the alias stands.
    pub fn written_children(self) -> impl Iterator<Item = Span> + use<'t> {
        let written = move |id: u32| self.tree.nodes[id as usize].span;
        let size = if self.is_map() { 2 } else { 1 };
        self.child_ids().chunks_exact(size).map(move |child| {
            let (key, value) = (written(child[0]), written(child[size - 1]));
            if key.file == value.file && key.start <= value.end { key.cover(value) } else { key }
        })
    }

    /// The node behind a child's id: aliases are followed.
    pub(super) fn child(self, id: u32) -> Node<'t> {
        let mut node = Node { id, ..self };
        for _ in 0..MAX_HOPS {
            if !node.has(ALIAS) {
                break;
            }
            let via = if node.via == NONE { node.id } else { node.via };
            node = Node { id: node.data().first, via, ..node };
        }
        node
    }

    /// The items of a list, aliases followed; nothing for anything else.
    pub fn items(self) -> impl ExactSizeIterator<Item = Node<'t>> + use<'t> {
        let ids = if self.is_seq() { self.child_ids() } else { &[] };
        ids.iter().map(move |id| self.child(*id))
    }

    /// The node and all values that are written below it, the last first. What an alias or a merge key brings is written elsewhere, and
    /// left out.
    pub fn written(self) -> impl Iterator<Item = Node<'t>> + use<'t> {
        let (mut pending, via) = (vec![self], self.via);
        std::iter::from_fn(move || {
            let node = pending.pop()?;
            let values = node.own_entries().map(|entry| entry.value).chain(node.items());
            pending.extend(values.filter(|value| value.via == via));
            Some(node)
        })
    }

    /// The entries that are written in this map itself, duplicates included, merge keys (`<<`) left out.
    pub fn own_entries(self) -> impl Iterator<Item = Entry<'t>> + use<'t> {
        let ids = if self.is_map() { self.child_ids() } else { &[] };
        ids.chunks_exact(2)
            .filter(move |pair| self.tree.nodes[pair[0] as usize].flags & MERGED == 0)
            .map(move |pair| Entry { key: self.child(pair[0]), value: self.child(pair[1]) })
    }

    /// The entries of a map: its own and, after them, those that merge keys bring in. Where a key is there more than once the one
    /// that counts is the last of the map's own, else the first merged one; each key comes once.
    pub fn entries(self) -> impl Iterator<Item = Entry<'t>> + use<'t> {
        let merged = if self.has(MERGED) { self.merged_entries() } else { Vec::new() };
        let own = if merged.is_empty() { Some(self.own_entries()) } else { None };
        own.into_iter().flatten().chain(merged)
    }

    /// All entries of a map with merge keys.
    fn merged_entries(self) -> Vec<Entry<'t>> {
        let mut seen = rustc_hash::FxHashMap::default();
        let mut found: Vec<Entry<'t>> = Vec::new();
        for entry in self.own_entries() {
            match seen.insert(entry.key.text(), found.len()) {
                Some(before) => {
                    found[before] = entry;
                    seen.insert(entry.key.text(), before);
                }
                None => found.push(entry),
            }
        }
        for source in self.merge_sources() {
            for entry in source.own_entries() {
                if !seen.contains_key(entry.key.text()) {
                    seen.insert(entry.key.text(), found.len());
                    found.push(entry);
                }
            }
        }
        found
    }

    /// The maps that merge keys bring in, the strongest first, each once.
    fn merge_sources(self) -> Vec<Node<'t>> {
        let mut sources: Vec<Node<'t>> = Vec::new();
        let mut seen = rustc_hash::FxHashSet::default();
        seen.insert(self.id);
        let mut pending = vec![self];
        while let Some(map) = pending.pop() {
            if map.id != self.id {
                sources.push(map);
            }
            let mut next = Vec::new();
            if map.has(MERGED) {
                for pair in map.child_ids().chunks_exact(2) {
                    let key = Node { id: pair[0], ..map };
                    if key.has(MERGED) {
                        let value = map.child(pair[1]);
                        let listed = value.is_seq().then(|| value.items()).into_iter().flatten();
                        let single = (!value.is_seq()).then_some(value);
                        // What is written at the merge key itself is used by way of that key.
                        next.extend(
                            listed
                                .chain(single)
                                .map(|source| if source.via == NONE { Node { via: key.id, ..source } } else { source }),
                        );
                    }
                }
            }
            pending.extend(next.into_iter().rev().filter(|source| source.is_map() && seen.insert(source.id)));
        }
        sources
    }

    /// The value that surely stands under a key of a map. Where a key is there twice, the last one counts, as it does for the tools
    /// that accept it at all.
    pub fn get(self, key: &str) -> Option<Node<'t>> {
        self.entry(key).map(|entry| entry.value)
    }

    /// The entry that surely stands under a key of a map.
    pub fn entry(self, key: &str) -> Option<Entry<'t>> {
        let own = self.child_ids().chunks_exact(2).rev().filter(|_| self.is_map()).find_map(|pair| {
            let name = self.child(pair[0]);
            let is_merge = self.tree.nodes[pair[0] as usize].flags & MERGED != 0;
            (!is_merge && name.is_scalar() && name.text() == key)
                .then(|| Entry { key: name, value: self.child(pair[1]) })
        });
        if own.is_some() || !self.has(MERGED) {
            return own;
        }
        self.merge_sources().into_iter().find_map(|source| source.own_entries().find(|entry| entry.key.text() == key))
    }

    /// Whether it is a list that surely has no items.
    pub fn is_empty_list(self) -> bool {
        self.is_seq() && !self.is_open() && self.items().len() == 0
    }

    /// The entry of its map whose value it is, where it is written.
    pub fn as_entry(self) -> Option<Entry<'t>> {
        self.parent()?.own_entries().find(|entry| entry.value == self)
    }

    /// The node at the end of a path of keys.
    pub fn at(self, path: &[&str]) -> Option<Node<'t>> {
        path.iter().try_fold(self, |node, key| node.get(key))
    }

    /// Whether a map surely has no such key.
    pub fn lacks(self, key: &str) -> bool {
        self.is_map()
            && !self.is_open()
            && self.get(key).is_none()
            && !self.merge_sources_unknown()
            && self.own_entries().all(|entry| !entry.key.is_unknown())
    }

    /// Whether surely nothing stands at the end of a path: some key on the way is surely missing, or surely null.
    pub fn absent(self, path: &[&str]) -> bool {
        let mut node = self;
        for key in path {
            match node.get(key) {
                Some(next) if next.is_null() => return true,
                Some(next) => node = next,
                None => return node.is_null() || node.lacks(key),
            }
        }
        node.is_null()
    }

    /// Whether a merge key brings in something that is not a map (so its keys cannot be known), or an open map.
    fn merge_sources_unknown(self) -> bool {
        self.has(MERGED)
            && (self.merge_sources().iter().any(|source| source.is_open())
                || self.child_ids().chunks_exact(2).any(|pair| {
                    self.tree.nodes[pair[0] as usize].flags & MERGED != 0 && self.child(pair[1]).is_unknown()
                }))
    }
}
