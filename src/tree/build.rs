//! Putting a [`Tree`] together, in the order of the text.

use super::{ALIAS, ANCHORED, Comment, DERIVED, Data, Kind, MERGED, NONE, Node, OCTAL, OPEN, Style, Tree};
use crate::source::{Files, Span};

/// A scalar to be added to a tree.
#[derive(Debug)]
pub struct Scalar {
    /// What it is.
    pub kind: Kind,
    /// How it is written.
    pub style: Style,
    /// Where it is written.
    pub span: Span,
    /// Its text if that is not simply what the span covers, for a quoted scalar between the quotes.
    pub decoded: Option<String>,
    /// The indentation of a block scalar's content in columns; 0 for all others.
    pub indentation: usize,
}

/// A collection that is still being filled.
#[derive(Debug)]
struct Frame {
    id: u32,
    /// Where its children begin in `TreeBuilder::pending`.
    first: usize,
}

/// How far a tree was built, to go back to: see [`TreeBuilder::checkpoint`].
#[derive(Clone, Copy, Debug)]
pub struct Checkpoint {
    nodes: usize,
    children: usize,
    decoded: usize,
    tags: usize,
    roots: usize,
    comments: usize,
}

/// Builds a tree by events: scalars and aliases between [`open`](Self::open) and [`close`](Self::close), keys and values in turn.
#[derive(Debug)]
pub struct TreeBuilder<'s> {
    tree: Tree<'s>,
    stack: Vec<Frame>,
    /// The children so far of all open collections, the innermost last.
    pending: Vec<u32>,
}

impl<'s> TreeBuilder<'s> {
    /// A builder for a tree whose spans point into `files`.
    pub fn new(files: &'s Files) -> Self {
        let tree = Tree {
            files,
            nodes: Vec::new(),
            children: Vec::new(),
            decoded: Vec::new(),
            tags: Vec::new(),
            assumed: Vec::new(),
            roots: Vec::new(),
            comments: Vec::new(),
        };
        Self { tree, stack: Vec::new(), pending: Vec::new() }
    }

    fn push(&mut self, data: Data) -> u32 {
        let id = self.tree.nodes.len() as u32;
        self.tree.nodes.push(data);
        if self.stack.is_empty() {
            self.tree.roots.push(id);
        } else {
            self.pending.push(id);
        }
        id
    }

    fn parent(&self) -> u32 {
        self.stack.last().map_or(NONE, |frame| frame.id)
    }

    /// Adds a scalar and returns its id.
    pub fn scalar(&mut self, scalar: Scalar) -> u32 {
        let first = scalar.decoded.map_or(NONE, |text| {
            self.tree.decoded.push(text.into_boxed_str());
            self.tree.decoded.len() as u32 - 1
        });
        let parent = self.parent();
        self.push(Data {
            span: scalar.span,
            kind: scalar.kind,
            style: scalar.style,
            flags: 0,
            first,
            count: scalar.indentation as u32,
            parent,
        })
    }

    /// Adds a place where another node of this tree is used. The target has to be closed already, else (a node that would contain
    /// itself) the alias is unknown.
    pub fn alias(&mut self, span: Span, target: u32) -> u32 {
        let unfinished = self.stack.iter().any(|frame| frame.id == target) || target as usize >= self.tree.nodes.len();
        let parent = self.parent();
        let (kind, flags, first) =
            if unfinished { (Kind::Unknown, 0, NONE) } else { (self.tree.nodes[target as usize].kind, ALIAS, target) };
        if !unfinished {
            self.tree.nodes[target as usize].flags |= ANCHORED;
        }
        self.push(Data { span, kind, style: Style::Plain, flags, first, count: 0, parent })
    }

    /// Begins a list or a map at `span`, of which the end may be put right by [`close`](Self::close).
    pub fn open(&mut self, kind: Kind, style: Style, span: Span) -> u32 {
        debug_assert!(matches!(kind, Kind::Seq | Kind::Map));
        let parent = self.parent();
        let id = self.push(Data { span, kind, style, flags: 0, first: 0, count: 0, parent });
        self.stack.push(Frame { id, first: self.pending.len() });
        id
    }

    /// Ends the innermost collection. `end` is the byte after it; `None` leaves the end of its last child.
    pub fn close(&mut self, end: Option<u32>) -> u32 {
        let Some(frame) = self.stack.pop() else { return NONE };
        let children = &self.pending[frame.first..];
        let last_end = children.last().map(|id| self.tree.nodes[*id as usize].span.end);
        let data = &mut self.tree.nodes[frame.id as usize];
        data.first = self.tree.children.len() as u32;
        data.count = children.len() as u32;
        data.span.end = end.or(last_end).unwrap_or(data.span.end).max(data.span.start);
        self.tree.children.extend_from_slice(children);
        self.pending.truncate(frame.first);
        frame.id
    }

    /// Ends the innermost collection, which is written by indentation alone: it goes from its first child to its last.
    pub fn close_block(&mut self) -> u32 {
        let first = self.stack.last().and_then(|frame| self.pending.get(frame.first)).copied();
        if let (Some(frame), Some(first)) = (self.stack.last(), first) {
            self.tree.nodes[frame.id as usize].span.start = self.tree.nodes[first as usize].span.start;
        }
        self.close(None)
    }

    /// How far the tree is built. Only between documents: no collection may be open.
    pub fn checkpoint(&self) -> Checkpoint {
        debug_assert!(self.stack.is_empty());
        Checkpoint {
            nodes: self.tree.nodes.len(),
            children: self.tree.children.len(),
            decoded: self.tree.decoded.len(),
            tags: self.tree.tags.len(),
            roots: self.tree.roots.len(),
            comments: self.tree.comments.len(),
        }
    }

    /// Forgets everything that was added since a checkpoint.
    pub fn rollback(&mut self, to: Checkpoint) {
        self.stack.clear();
        self.pending.clear();
        self.tree.nodes.truncate(to.nodes);
        self.tree.children.truncate(to.children);
        self.tree.decoded.truncate(to.decoded);
        self.tree.tags.truncate(to.tags);
        self.tree.roots.truncate(to.roots);
        self.tree.comments.truncate(to.comments);
    }

    /// The decoded text of a scalar that was added.
    pub fn text(&self, node: u32) -> &str {
        self.tree.node(node).text()
    }

    /// The span of a node that was added.
    pub fn span(&self, node: u32) -> Span {
        self.tree.nodes[node as usize].span
    }

    /// How many documents there are so far, the one being built included.
    pub fn documents(&self) -> usize {
        self.tree.roots.len()
    }

    /// How many collections are open.
    pub fn depth(&self) -> usize {
        self.stack.len()
    }

    /// How many children the innermost open collection has so far; 0 outside of one.
    pub fn children(&self) -> usize {
        self.stack.last().map_or(0, |frame| self.pending.len() - frame.first)
    }

    /// Whether the innermost open collection is a map that awaits a value.
    pub fn awaits_value(&self) -> bool {
        self.stack.last().is_some_and(|frame| {
            self.tree.nodes[frame.id as usize].kind == Kind::Map && (self.pending.len() - frame.first) % 2 == 1
        })
    }

    /// Marks a key as a merge key, and with it the innermost open map.
    pub fn mark_merge_key(&mut self, key: u32) {
        self.tree.nodes[key as usize].flags |= MERGED;
        if let Some(frame) = self.stack.last() {
            self.tree.nodes[frame.id as usize].flags |= MERGED;
        }
    }

    /// Says that other keys or items may be there that cannot be seen.
    pub fn mark_open(&mut self, node: u32) {
        self.tree.nodes[node as usize].flags |= OPEN;
    }

    /// Says that a node is computed, not written.
    pub fn mark_derived(&mut self, node: u32) {
        self.tree.nodes[node as usize].flags |= DERIVED;
    }

    /// Says that a whole number which begins with `0` is octal.
    pub fn mark_octal(&mut self, node: u32) {
        self.tree.nodes[node as usize].flags |= OCTAL;
    }

    /// Says that a node is used in more than one place.
    pub fn mark_shared(&mut self, node: u32) {
        self.tree.nodes[node as usize].flags |= ANCHORED;
    }

    /// Changes what a node is.
    pub fn set_kind(&mut self, node: u32, kind: Kind) {
        self.tree.nodes[node as usize].kind = kind;
    }

    /// Gives a node its tag. Nodes have to be tagged in the order of their ids.
    pub fn tag(&mut self, node: u32, tag: &str) {
        let at = self.tree.tags.partition_point(|(other, _)| *other < node);
        self.tree.tags.insert(at, (node, tag.into()));
    }

    /// Adds a comment.
    pub fn comment(&mut self, span: Span) {
        self.tree.comments.push(Comment { span });
    }

    /// Copies a node of any tree, with all below it, to here. Aliases are resolved; at most `budget` nodes are copied, what comes
    /// after is unknown. Spans stay, so the copy still points to where it was written.
    pub fn copy(&mut self, node: Node<'_>, budget: &mut usize) -> u32 {
        let data = node.data();
        if *budget == 0 {
            return self.scalar(Scalar {
                kind: Kind::Unknown,
                style: Style::Plain,
                span: data.span,
                decoded: Some(String::new()),
                indentation: 0,
            });
        }
        *budget -= 1;
        let id = match data.kind {
            Kind::Map => {
                let id = self.open(Kind::Map, data.style, data.span);
                for entry in node.entries() {
                    self.copy(entry.key, budget);
                    self.copy(entry.value, budget);
                }
                self.close(Some(data.span.end)).min(id)
            }
            Kind::Seq => {
                let id = self.open(Kind::Seq, data.style, data.span);
                for item in node.items() {
                    self.copy(item, budget);
                }
                self.close(Some(data.span.end)).min(id)
            }
            kind => self.scalar(Scalar {
                kind,
                style: data.style,
                span: data.span,
                decoded: (data.first != NONE).then(|| node.text().to_owned()),
                indentation: node.indentation(),
            }),
        };
        self.tree.nodes[id as usize].flags |= data.flags & (OPEN | DERIVED | ANCHORED | OCTAL);
        if node.via().is_some() {
            self.mark_shared(id);
        }
        if let Some(tag) = node.tag() {
            self.tag(id, tag);
        }
        id
    }

    /// The finished tree. Collections that are still open end with their last child; a key without a value gets a null.
    pub fn finish(mut self) -> Tree<'s> {
        while !self.stack.is_empty() {
            self.complete_entry();
            self.close(None);
        }
        self.tree.comments.sort_by_key(|comment| comment.span);
        self.tree.nodes.shrink_to_fit();
        self.tree.children.shrink_to_fit();
        self.tree
    }

    /// Gives the innermost open map's last key a null value if it has none yet.
    pub fn complete_entry(&mut self) {
        if self.awaits_value() {
            let key = self.pending.last().copied().unwrap_or_default();
            let span = self.tree.nodes[key as usize].span.at_end();
            self.scalar(Scalar { kind: Kind::Null, style: Style::Plain, span, decoded: None, indentation: 0 });
        }
    }
}
