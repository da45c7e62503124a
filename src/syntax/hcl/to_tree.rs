//! HCL as a [`Tree`]: what is literal becomes a value, all else is unknown.
//!
//! A body is a map: its attributes are entries, and the blocks of one kind are a list of maps under that kind. Labels are not part of
//! the tree; the views of the model know them.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::arena::{Data, File};
use super::ast::{Body, Item, Label};
use super::ast_expression::Expression;
use crate::source::{Files, Span};
use crate::tree::{Kind, Scalar, Style, Tree, TreeBuilder};

/// The values of a file. The blocks of a kind stand in the list under that kind in the order of the text. A `dynamic "x"` block makes
/// the list under `x` open, or, if there is no other block `x`, unknown.
pub fn to_tree<'s>(files: &'s Files, file: &File<'s>) -> Tree<'s> {
    let mut builder = TreeBuilder::new(files);
    body(&mut builder, file.body());
    for comment in file.comments() {
        builder.comment(comment.span);
    }
    builder.finish()
}

/// The value of one expression.
pub fn value_tree<'s>(files: &'s Files, source: Expression<'_>) -> Tree<'s> {
    let mut builder = TreeBuilder::new(files);
    expression(&mut builder, source);
    builder.finish()
}

fn scalar(builder: &mut TreeBuilder<'_>, kind: Kind, span: Span) -> u32 {
    builder.scalar(Scalar { kind, style: Style::Hcl, span, decoded: None, indentation: 0 })
}

/// A string or heredoc without templates; nothing for anything else.
fn string(builder: &mut TreeBuilder<'_>, source: Expression<'_>) -> Option<u32> {
    let value = source.string()?;
    let decoded = |value: Cow<'_, str>| if let Cow::Owned(value) = value { Some(value) } else { None };
    let scalar = if source.is_heredoc() {
        // Like a block scalar of YAML: the text without what opens and closes it.
        let (span, indentation) = (source.content_span()?, source.shared_indentation());
        Scalar { kind: Kind::String, style: Style::Literal, span, decoded: decoded(value), indentation }
    } else {
        let (span, style) = (source.span(), Style::DoubleQuoted);
        Scalar { kind: Kind::String, style, span, decoded: decoded(value), indentation: 0 }
    };
    Some(builder.scalar(scalar))
}

/// A body. Recursion is bounded by the parser.
fn body(builder: &mut TreeBuilder<'_>, source: Body<'_>) {
    let map = builder.open(Kind::Map, Style::Hcl, source.span());
    if !source.is_complete() {
        builder.mark_open(map);
    }
    let mut blocks: Vec<(&str, Span, Vec<Body<'_>>)> = Vec::new();
    let mut places: FxHashMap<&str, usize> = FxHashMap::default();
    let mut dynamic: Vec<Label<'_>> = Vec::new();
    for item in source.items() {
        match item {
            Item::Attribute(attribute) => {
                scalar(builder, Kind::String, attribute.name_span());
                expression(builder, attribute.value());
            }
            Item::Block(block) => {
                if block.kind() == "dynamic"
                    && let Some(label) = block.labels().next()
                {
                    dynamic.push(label);
                }
                let place = *places.entry(block.kind()).or_insert_with(|| {
                    blocks.push((block.kind(), block.kind_span(), Vec::new()));
                    blocks.len() - 1
                });
                blocks[place].2.push(block.body());
            }
        }
    }
    for (kind, span, bodies) in blocks {
        scalar(builder, Kind::String, span);
        let list = builder.open(Kind::Seq, Style::Hcl, bodies[0].span());
        if dynamic.iter().any(|label| label.text() == kind) {
            builder.mark_open(list);
        }
        for source in bodies {
            body(builder, source);
        }
        builder.close(None);
    }
    for (at, label) in dynamic.iter().enumerate() {
        if !places.contains_key(label.text()) && dynamic[..at].iter().all(|before| before.text() != label.text()) {
            let style = if label.is_quoted() { Style::DoubleQuoted } else { Style::Hcl };
            builder.scalar(Scalar { kind: Kind::String, style, span: label.span(), decoded: None, indentation: 0 });
            scalar(builder, Kind::Unknown, label.span());
        }
    }
    builder.close(Some(source.span().end));
}

/// A value; gives its node. Recursion is bounded by the parser: only tuples, objects and parentheses go deeper.
fn expression(builder: &mut TreeBuilder<'_>, source: Expression<'_>) -> u32 {
    let span = source.span();
    match source.data().data {
        Data::Null => scalar(builder, Kind::Null, span),
        Data::Bool(_) => scalar(builder, Kind::Bool, span),
        Data::Number => scalar(builder, number_kind(source.text()), span),
        Data::Unary { .. } if is_negative_number(source.text()) => scalar(builder, number_kind(source.text()), span),
        Data::Parenthesised(inner) => expression(builder, Expression { id: inner, ..source }),
        Data::Tuple(_) => {
            builder.open(Kind::Seq, Style::Hcl, span);
            for item in source.items() {
                expression(builder, item);
            }
            builder.close(Some(span.end))
        }
        Data::Object(_) => {
            let map = builder.open(Kind::Map, Style::Hcl, span);
            for (key, value) in source.entries() {
                if !object_key(builder, key) {
                    builder.mark_open(map);
                }
                expression(builder, value);
            }
            builder.close(Some(span.end))
        }
        _ => match string(builder, source) {
            Some(node) => node,
            None => scalar(builder, Kind::Unknown, span),
        },
    }
}

/// The key of an object: a name, or an expression of which only a literal is known. Says whether it is known.
fn object_key(builder: &mut TreeBuilder<'_>, key: Expression<'_>) -> bool {
    match key.data().data {
        Data::Variable | Data::Null | Data::Bool(_) | Data::Number => {
            scalar(builder, Kind::String, key.span());
        }
        _ if string(builder, key).is_some() => {}
        _ => {
            scalar(builder, Kind::Unknown, key.span());
            return false;
        }
    }
    true
}

fn number_kind(text: &str) -> Kind {
    if text.contains(['.', 'e', 'E']) { Kind::Float } else { Kind::Int }
}

/// `-1`, with nothing between sign and digits.
fn is_negative_number(text: &str) -> bool {
    text.strip_prefix('-')
        .is_some_and(|digits| digits.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E')))
}
