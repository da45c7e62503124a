//! The arena that a file is parsed into.
//!
//! Expressions are stored children first, so that all that lies within one is a range of the arena and can be walked without
//! recursion: a chain of a hundred thousand `+` is as deep as it is long.

use super::ast::Body;
use super::ast_expression::{BinaryOperator, UnaryOperator};
use crate::source::{FileId, Span};
use crate::tree::Comment;

/// A parsed file.
#[derive(Clone, Debug)]
pub struct File<'s> {
    pub(super) text: &'s str,
    pub(super) id: FileId,
    pub(super) root: u32,
    pub(super) bodies: Vec<BodyData>,
    pub(super) items: Vec<ItemData>,
    pub(super) attributes: Vec<AttributeData>,
    pub(super) blocks: Vec<BlockData>,
    pub(super) labels: Vec<Range>,
    pub(super) expressions: Vec<ExpressionData>,
    /// Children of tuples, objects (key and value in turn) and calls.
    pub(super) lists: Vec<u32>,
    pub(super) steps: Vec<StepData>,
    pub(super) parts: Vec<PartData>,
    pub(super) fors: Vec<ForData>,
    pub(super) comments: Vec<Range>,
}

/// First byte and byte after the last.
pub(super) type Range = (u32, u32);

/// A part of one of the arena's lists.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct List {
    pub first: u32,
    pub count: u32,
}

impl List {
    pub(super) fn of<T>(self, all: &[T]) -> &[T] {
        &all[self.first as usize..(self.first + self.count) as usize]
    }
}

#[derive(Clone, Debug)]
pub(super) struct BodyData {
    pub span: Range,
    pub items: List,
    pub complete: bool,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum ItemData {
    Attribute(u32),
    Block(u32),
}

#[derive(Clone, Debug)]
pub(super) struct AttributeData {
    pub name: Range,
    pub value: u32,
}

#[derive(Clone, Debug)]
pub(super) struct BlockData {
    pub kind: Range,
    pub labels: List,
    pub body: u32,
    pub end: u32,
}

#[derive(Clone, Debug)]
pub(super) struct ExpressionData {
    pub span: Range,
    /// The first expression of the arena that lies within this one.
    pub first: u32,
    pub data: Data,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Data {
    Null,
    Bool(bool),
    Number,
    String { escaped: bool },
    Template(List),
    Heredoc(List),
    Tuple(List),
    Object(List),
    For(u32),
    Conditional { test: u32, yes: u32, no: u32 },
    Binary { operator: BinaryOperator, left: u32, right: u32 },
    Unary { operator: UnaryOperator, operand: u32 },
    Call { name_end: u32, arguments: List, expands: bool },
    Variable,
    Traversal { operand: u32, steps: List },
    Parenthesised(u32),
    Invalid,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum StepData {
    Attribute(Range),
    LegacyIndex(Range),
    Index { span: Range, value: u32 },
    AttributeSplat(Range),
    Splat(Range),
}

#[derive(Clone, Copy, Debug)]
pub(super) struct PartData {
    pub span: Range,
    pub kind: PartKind,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum PartKind {
    Literal,
    Interpolation(u32),
    If(u32),
    Else,
    EndIf,
    For(u32),
    EndFor,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct ForData {
    pub key: Option<Range>,
    pub value: Range,
    pub collection: u32,
    pub key_result: Option<u32>,
    pub result: u32,
    pub condition: Option<u32>,
    pub groups: bool,
}

impl<'s> File<'s> {
    pub(super) fn new(text: &'s str, id: FileId) -> Self {
        Self {
            text,
            id,
            root: 0,
            bodies: Vec::new(),
            items: Vec::new(),
            attributes: Vec::new(),
            blocks: Vec::new(),
            labels: Vec::new(),
            expressions: Vec::new(),
            lists: Vec::new(),
            steps: Vec::new(),
            parts: Vec::new(),
            fors: Vec::new(),
            comments: Vec::new(),
        }
    }

    /// The file's own body.
    pub fn body(&self) -> Body<'_> {
        Body::new(self, self.root)
    }

    /// The whole text.
    pub fn text(&self) -> &'s str {
        self.text
    }

    /// The comments in the order of the text: with their marks, without the line's end.
    pub fn comments(&self) -> impl ExactSizeIterator<Item = Comment> {
        self.comments.iter().map(|range| Comment { span: self.span(*range) })
    }

    pub(super) fn span(&self, range: Range) -> Span {
        Span { file: self.id, start: range.0, end: range.1 }
    }

    pub(super) fn slice(&self, range: Range) -> &'s str {
        &self.text[range.0 as usize..range.1 as usize]
    }
}
