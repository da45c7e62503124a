//! The syntax tree of bodies: small `Copy` handles to the parts of a [`File`].

use super::arena::{AttributeData, BlockData, BodyData, File, ItemData, Range};
use super::ast_expression::Expression;
use crate::source::Span;

/// What stands between the braces of a block, or in a whole file.
#[derive(Clone, Copy, Debug)]
pub struct Body<'a> {
    file: &'a File<'a>,
    id: u32,
}

/// An attribute or a block.
#[derive(Clone, Copy, Debug)]
pub enum Item<'a> {
    /// `name = value`
    Attribute(Attribute<'a>),
    /// `kind "label" { ... }`
    Block(Block<'a>),
}

impl Item<'_> {
    /// All of it, without the line's end.
    pub fn span(&self) -> Span {
        match self {
            Item::Attribute(attribute) => attribute.span(),
            Item::Block(block) => block.span(),
        }
    }
}

impl<'a> Body<'a> {
    pub(super) fn new(file: &'a File<'a>, id: u32) -> Self {
        Self { file, id }
    }

    fn data(self) -> &'a BodyData {
        &self.file.bodies[self.id as usize]
    }

    /// The file that it is written in.
    pub fn file(self) -> &'a File<'a> {
        self.file
    }

    /// From brace to brace, both included; of a file, all of it.
    pub fn span(self) -> Span {
        self.file.span(self.data().span)
    }

    /// Whether all of it was understood. If not, anything may be missing from it.
    pub fn is_complete(self) -> bool {
        self.data().complete
    }

    /// Attributes and blocks in their order.
    pub fn items(self) -> impl ExactSizeIterator<Item = Item<'a>> + use<'a> {
        self.data().items.of(&self.file.items).iter().map(move |item| match *item {
            ItemData::Attribute(id) => Item::Attribute(Attribute { file: self.file, id }),
            ItemData::Block(id) => Item::Block(Block { file: self.file, id }),
        })
    }

    /// The attributes in their order.
    pub fn attributes(self) -> impl Iterator<Item = Attribute<'a>> + use<'a> {
        self.items().filter_map(|item| if let Item::Attribute(attribute) = item { Some(attribute) } else { None })
    }

    /// The blocks in their order.
    pub fn blocks(self) -> impl Iterator<Item = Block<'a>> + use<'a> {
        self.items().filter_map(|item| if let Item::Block(block) = item { Some(block) } else { None })
    }

    /// The blocks of one kind.
    pub fn blocks_of(self, kind: &str) -> impl Iterator<Item = Block<'a>> {
        self.blocks().filter(move |block| block.kind() == kind)
    }

    /// The first attribute of this name.
    pub fn attribute(self, name: &str) -> Option<Attribute<'a>> {
        self.attributes().find(|attribute| attribute.name() == name)
    }
}

/// `name = value`
#[derive(Clone, Copy, Debug)]
pub struct Attribute<'a> {
    file: &'a File<'a>,
    id: u32,
}

impl<'a> Attribute<'a> {
    fn data(self) -> &'a AttributeData {
        &self.file.attributes[self.id as usize]
    }

    /// Its name.
    pub fn name(self) -> &'a str {
        self.file.slice(self.data().name)
    }

    /// Where the name is written.
    pub fn name_span(self) -> Span {
        self.file.span(self.data().name)
    }

    /// Its value; [`ExpressionKind::Invalid`] if that was not understood.
    pub fn value(self) -> Expression<'a> {
        Expression { file: self.file, id: self.data().value }
    }

    /// From the name to the end of the value.
    pub fn span(self) -> Span {
        self.name_span().cover(self.value().span())
    }
}

/// `kind "label" { ... }`
#[derive(Clone, Copy, Debug)]
pub struct Block<'a> {
    file: &'a File<'a>,
    id: u32,
}

/// A label of a block: a name, or a string without templates.
#[derive(Clone, Copy, Debug)]
pub struct Label<'a> {
    file: &'a File<'a>,
    range: Range,
}

impl<'a> Label<'a> {
    /// Where it is written, with its quotes.
    pub fn span(self) -> Span {
        self.file.span(self.range)
    }

    /// Whether it is written in quotes.
    pub fn is_quoted(self) -> bool {
        self.file.slice(self.range).starts_with('"')
    }

    /// Its text as it is written, without quotes.
    pub fn text(self) -> &'a str {
        self.file.slice(self.range).trim_matches('"')
    }
}

impl<'a> Block<'a> {
    fn data(self) -> &'a BlockData {
        &self.file.blocks[self.id as usize]
    }

    /// The file that it is written in.
    pub fn file(self) -> &'a File<'a> {
        self.file
    }

    /// Its kind: the first word.
    pub fn kind(self) -> &'a str {
        self.file.slice(self.data().kind)
    }

    /// Where the kind is written.
    pub fn kind_span(self) -> Span {
        self.file.span(self.data().kind)
    }

    /// The labels.
    pub fn labels(self) -> impl ExactSizeIterator<Item = Label<'a>> + use<'a> {
        self.data().labels.of(&self.file.labels).iter().map(move |range| Label { file: self.file, range: *range })
    }

    /// The text of a label, counted from 0.
    pub fn label(self, index: usize) -> Option<&'a str> {
        self.labels().nth(index).map(Label::text)
    }

    /// The kind with the labels.
    pub fn header_span(self) -> Span {
        self.labels().last().map_or(self.kind_span(), |label| self.kind_span().cover(label.span()))
    }

    /// What is between its braces.
    pub fn body(self) -> Body<'a> {
        Body { file: self.file, id: self.data().body }
    }

    /// From the kind to the closing brace.
    pub fn span(self) -> Span {
        Span { end: self.data().end, ..self.kind_span() }
    }
}
