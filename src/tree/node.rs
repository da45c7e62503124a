//! The handle to a node, and what a scalar says.

use super::{ANCHORED, DERIVED, Data, Kind, NONE, OCTAL, OPEN, Style, Tree, offsets};
use crate::source::Span;

/// A handle to a node of a tree. Two handles are equal if they are the same place of the same tree.
#[derive(Clone, Copy)]
pub struct Node<'t> {
    pub(super) tree: &'t Tree<'t>,
    pub(super) id: u32,
    /// The alias or merge key through which it was reached.
    pub(super) via: u32,
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
    pub(super) fn data(self) -> &'t Data {
        &self.tree.nodes[self.id as usize]
    }

    pub(super) fn has(self, flag: u8) -> bool {
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

    /// The text of a scalar whose value is known, or is this unless the environment says something else: `8080` for `${PORT:-8080}`. What
    /// is said of such a value holds for whoever takes the files as they are.
    pub fn by_default(self) -> Option<&'t str> {
        let assumed = || self.tree.assumed.binary_search_by_key(&self.id, |assumed| assumed.node).ok();
        self.as_text().or_else(|| Some(&*self.tree.assumed[assumed()?].text))
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

    /// The span of the bytes `range` of the decoded [`text`](Self::text), in the file: exact through escapes, line folding and the
    /// indentation of block scalars. A derived node is its own span.
    pub fn span_of(self, range: std::ops::Range<usize>) -> Span {
        offsets::span_of(self, range)
    }

    /// The indentation in columns of a block scalar's content.
    pub(super) fn indentation(self) -> usize {
        self.data().count as usize
    }
}
