//! The common document model: what YAML, JSON and the values of HCL become, and what composed documents are made of.
//!
//! A [`Tree`] is an arena; a [`Node`] is a small `Copy` handle to one of its nodes. Each node's [`Span`] names its file, so a tree
//! may be put together from several files. What cannot be known is [`Kind::Unknown`], and a map of which some keys cannot be seen is
//! *open*: [`Node::get`] answers "surely there", [`Node::lacks`] "surely not there", and about the unknown both say no.

mod build;
mod collections;
mod node;
mod offsets;

pub use build::{Checkpoint, Scalar, TreeBuilder};
pub use collections::Entry;
pub use node::Node;
pub use offsets::OffsetMap;
pub(crate) use offsets::decode;

use crate::source::{Files, Span};

/// What a node is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
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
    /// What unknown scalars are unless the environment says something else, sorted by node.
    assumed: Vec<(u32, Box<str>)>,
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

    /// Says what an unknown scalar is unless the environment says something else. The index is that of [`Node::index`].
    pub fn assume(&mut self, index: u32, text: String) {
        match self.assumed.binary_search_by_key(&index, |(node, _)| *node) {
            Ok(at) => self.assumed[at].1 = text.into_boxed_str(),
            Err(at) => self.assumed.insert(at, (index, text.into_boxed_str())),
        }
    }

    fn node(&self, id: u32) -> Node<'_> {
        Node { tree: self, id, via: NONE }
    }
}

#[cfg(test)]
mod tests;
