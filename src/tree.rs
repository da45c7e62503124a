//! The common document model: what YAML, JSON and the values of HCL become, and what composed documents are made of.
//!
//! A [`Tree`] is an arena; a [`Node`] is a small `Copy` handle to one of its nodes. Each node's [`Span`] names its file, so a tree
//! may be put together from several files. What cannot be known is [`Kind::Unknown`], and a map of which some keys cannot be seen is
//! *open*: [`Node::get`] answers "surely there", [`Node::lacks`] "surely not there", and about the unknown both say no.

mod build;
mod offsets;

pub use build::{Checkpoint, Scalar, TreeBuilder};
pub use offsets::OffsetMap;
pub(crate) use offsets::decode;

use crate::source::{Files, Span};

/// What a node is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Nothing: `null`, `~`, or a key without a value.
    Null,
    /// `true` or `false`, however the format spells them.
    Bool,
    /// A whole number.
    Int,
    /// A number with a fraction or an exponent.
    Float,
    /// Text.
    String,
    /// A list.
    Seq,
    /// A map; its keys are nodes.
    Map,
    /// A value that this file does not tell: an expression, a placeholder, a template.
    Unknown,
}

/// How a node is written, which is what a fix has to keep to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Style {
    /// A scalar without quotes.
    Plain,
    /// A scalar in `'single quotes'`.
    SingleQuoted,
    /// A scalar in `"double quotes"`.
    DoubleQuoted,
    /// A YAML block scalar `|`.
    Literal,
    /// A YAML block scalar `>`.
    Folded,
    /// A collection by indentation.
    Block,
    /// A collection in brackets or braces.
    Flow,
    /// A collection or value of HCL.
    Hcl,
}

/// Flags of a node.
const OPEN: u8 = 1;
const DERIVED: u8 = 2;
const ALIAS: u8 = 4;
const MERGED: u8 = 8;
const ANCHORED: u8 = 16;
const OCTAL: u8 = 32;

/// No index.
const NONE: u32 = u32::MAX;

/// How many merge keys and aliases may lead from one to the next.
const MAX_HOPS: usize = 64;

#[derive(Clone, Debug)]
struct Data {
    span: Span,
    kind: Kind,
    style: Style,
    flags: u8,
    /// A collection's first child in `children`; a scalar's decoded text in `decoded`, or `NONE` if the text is what the span
    /// covers (between the quotes if there are any); an alias's target.
    first: u32,
    /// A collection's number of children (keys and values both count); a block scalar's indentation.
    count: u32,
    parent: u32,
}

/// A comment of a file that is read as a tree.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Comment {
    /// The comment with its mark (`#`, `//`) and without the line ending.
    pub span: Span,
}

/// The nodes of one file, or of one composed document.
#[derive(Clone, Debug)]
pub struct Tree<'s> {
    files: &'s Files,
    nodes: Vec<Data>,
    children: Vec<u32>,
    decoded: Vec<Box<str>>,
    /// The tag, as written, of each node that has one, sorted by node.
    tags: Vec<(u32, Box<str>)>,
    roots: Vec<u32>,
    comments: Vec<Comment>,
}

impl<'s> Tree<'s> {
    /// The files that the spans point into.
    pub fn files(&self) -> &'s Files {
        self.files
    }

    /// The root node of each document, in order.
    pub fn roots<'t>(&'t self) -> impl ExactSizeIterator<Item = Node<'t>> + use<'t, 's> {
        self.roots.iter().map(move |id| self.node(*id))
    }

    /// The root of the first document.
    pub fn root(&self) -> Option<Node<'_>> {
        self.roots().next()
    }

    /// The comments in the order of the text.
    pub fn comments(&self) -> &[Comment] {
        &self.comments
    }

    /// Every node that is written in the text, in no particular order; nothing is reached twice through an alias.
    pub fn all<'t>(&'t self) -> impl Iterator<Item = Node<'t>> + use<'t, 's> {
        (0..self.nodes.len() as u32).filter(|id| self.nodes[*id as usize].flags & ALIAS == 0).map(|id| self.node(id))
    }

    /// Where each entry of a map and each item of a list stands, from its key or its content to the end of its value, in no
    /// particular order. This is what an ignore comment can cover.
    pub fn items(&self) -> impl Iterator<Item = Span> + use<'_, 's> {
        self.all().flat_map(Node::written_children)
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there is no node.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Makes every map of a document open, because something else (a patch, an overlay) may add keys to it.
    pub fn open_document(&mut self, document: usize) {
        let Some(root) = self.roots.get(document) else { return };
        let mut pending = vec![*root];
        while let Some(id) = pending.pop() {
            let data = &mut self.nodes[id as usize];
            if data.flags & ALIAS != 0 || !matches!(data.kind, Kind::Map | Kind::Seq) {
                continue;
            }
            data.flags |= OPEN;
            let children = data.first as usize..(data.first + data.count) as usize;
            pending.extend_from_slice(&self.children[children]);
        }
    }

    /// Makes a scalar unknown and its text empty, because something else (an overlay, a build tool) puts another value in its place.
    /// The index is that of [`Node::index`].
    pub fn forget(&mut self, index: u32) {
        let data = &mut self.nodes[index as usize];
        if !matches!(data.kind, Kind::Seq | Kind::Map) {
            data.kind = Kind::Unknown;
            data.first = self.decoded.len() as u32;
            self.decoded.push(Box::default());
        }
    }

    fn node(&self, id: u32) -> Node<'_> {
        Node { tree: self, id, via: NONE }
    }
}

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

/// A handle to a node of a tree. Two handles are equal if they are the same place of the same tree.
#[derive(Clone, Copy)]
pub struct Node<'t> {
    tree: &'t Tree<'t>,
    id: u32,
    /// The alias or merge key through which it was reached.
    via: u32,
}

impl PartialEq for Node<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.tree, other.tree) && self.id == other.id
    }
}

impl Eq for Node<'_> {}

impl std::fmt::Debug for Node<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.kind() {
            Kind::Map => f.debug_map().entries(self.entries().map(|entry| (entry.key, entry.value))).finish(),
            Kind::Seq => f.debug_list().entries(self.items()).finish(),
            kind => write!(f, "{kind:?}({:?})", self.text()),
        }
    }
}

impl<'t> Node<'t> {
    fn data(self) -> &'t Data {
        &self.tree.nodes[self.id as usize]
    }

    fn has(self, flag: u8) -> bool {
        self.data().flags & flag != 0
    }

    /// Its place among the nodes of its tree.
    pub fn index(self) -> u32 {
        self.id
    }

    /// The tree that it is a node of.
    pub fn tree(self) -> &'t Tree<'t> {
        self.tree
    }

    /// What it is.
    pub fn kind(self) -> Kind {
        self.data().kind
    }

    /// How it is written.
    pub fn style(self) -> Style {
        self.data().style
    }

    /// The bytes that it is written in: with quotes, without a block scalar's header. A collection's span goes from its first
    /// child to its last in block style, and from bracket to bracket in flow style.
    pub fn span(self) -> Span {
        self.data().span
    }

    /// The alias, merge key or other reference through which it was reached, if it was.
    pub fn via(self) -> Option<Span> {
        (self.via != NONE).then(|| self.tree.nodes[self.via as usize].span)
    }

    /// Whether it was computed from something else; then it cannot be edited.
    pub fn is_derived(self) -> bool {
        self.has(DERIVED)
    }

    /// Whether other places use it too: it was reached through a reference, or it or something around it has a YAML anchor that
    /// an alias names.
    pub fn is_shared(self) -> bool {
        self.via != NONE || std::iter::successors(Some(self), |node| node.parent()).any(|node| node.has(ANCHORED))
    }

    /// Whether keys or items may be there that cannot be seen.
    pub fn is_open(self) -> bool {
        self.has(OPEN)
    }

    /// Whether it is a map.
    pub fn is_map(self) -> bool {
        self.kind() == Kind::Map
    }

    /// Whether it is a list.
    pub fn is_seq(self) -> bool {
        self.kind() == Kind::Seq
    }

    /// Whether it is surely nothing.
    pub fn is_null(self) -> bool {
        self.kind() == Kind::Null
    }

    /// Whether its value cannot be known.
    pub fn is_unknown(self) -> bool {
        self.kind() == Kind::Unknown
    }

    /// Whether it is neither a list nor a map.
    pub fn is_scalar(self) -> bool {
        !matches!(self.kind(), Kind::Seq | Kind::Map)
    }

    /// The text of a scalar of any kind, decoded, even where its *value* is unknown; empty for a collection.
    pub fn text(self) -> &'t str {
        let data = self.data();
        match data.kind {
            Kind::Seq | Kind::Map => "",
            _ if data.first == NONE => offsets::between_quotes(data.style, self.tree.files.text(data.span)),
            _ => &self.tree.decoded[data.first as usize],
        }
    }

    /// The value of a string. Numbers, booleans and unknown values are not strings.
    pub fn as_str(self) -> Option<&'t str> {
        (self.kind() == Kind::String).then(|| self.text())
    }

    /// The text of any scalar whose value is known and that is not null: `8080` and `"8080"` alike.
    pub fn as_text(self) -> Option<&'t str> {
        matches!(self.kind(), Kind::String | Kind::Int | Kind::Float | Kind::Bool).then(|| self.text())
    }

    /// The value of a boolean, in any spelling of the format.
    pub fn as_bool(self) -> Option<bool> {
        (self.kind() == Kind::Bool)
            .then(|| matches!(self.text().as_bytes(), [b't' | b'T' | b'y' | b'Y', ..] | [b'o' | b'O', b'n' | b'N']))
    }

    /// The value of a whole number.
    pub fn as_i64(self) -> Option<i64> {
        if self.kind() != Kind::Int {
            return None;
        }
        let text = self.text().replace('_', "");
        let (negative, digits) = match text.strip_prefix('-') {
            Some(digits) => (true, digits),
            None => (false, text.strip_prefix('+').unwrap_or(&text)),
        };
        let value = match digits.get(..2) {
            Some("0x" | "0X") => i64::from_str_radix(&digits[2..], 16),
            Some("0o" | "0O") => i64::from_str_radix(&digits[2..], 8),
            Some("0b" | "0B") => i64::from_str_radix(&digits[2..], 2),
            _ if self.has(OCTAL) => i64::from_str_radix(digits, 8),
            _ => digits.parse(),
        };
        value.ok().map(|value| if negative { -value } else { value })
    }

    /// The value of a number, whole or not.
    pub fn as_f64(self) -> Option<f64> {
        match self.kind() {
            #[expect(clippy::cast_precision_loss, reason = "a float has no more precision")]
            Kind::Int => self.as_i64().map(|value| value as f64),
            Kind::Float => self.text().replace('_', "").parse().ok(),
            _ => None,
        }
    }

    /// The YAML tag as written (`!reference`, `!!str`), if it has one.
    pub fn tag(self) -> Option<&'t str> {
        let tags = &self.tree.tags;
        tags.binary_search_by_key(&self.id, |(node, _)| *node).ok().map(|at| &*tags[at].1)
    }

    /// The node that this one is written in: a map for keys and values, a list for items.
    pub fn parent(self) -> Option<Node<'t>> {
        let parent = self.data().parent;
        (parent != NONE).then_some(Node { id: parent, ..self })
    }

    fn child_ids(self) -> &'t [u32] {
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
    fn child(self, id: u32) -> Node<'t> {
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

    /// The span of the bytes `range` of the decoded [`text`](Self::text), in the file: exact through escapes, line folding and the
    /// indentation of block scalars. A derived node is its own span.
    pub fn span_of(self, range: std::ops::Range<usize>) -> Span {
        offsets::span_of(self, range)
    }

    /// The indentation in columns of a block scalar's content.
    fn indentation(self) -> usize {
        self.data().count as usize
    }
}

#[cfg(test)]
mod tests;
