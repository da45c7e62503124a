//! JSON in arguments: in texts, in heredocs with interpolations, and as what `jsonencode` is given.

use std::ops::Range;

use super::module::Resource;
use crate::source::{Files, Span};
use crate::syntax::hcl::{self, Expression, ExpressionKind, Part};
use crate::tree::{Kind, Node, Scalar, Style, Tree, TreeBuilder};

/// How deep JSON in a text may be nested.
const MAX_DEPTH: usize = 64;

/// How many local values may lead from one to the next.
const MAX_LOCALS: usize = 8;

/// Stands for an interpolation in a text.
const HOLE: char = '\u{0}';

/// What the JSON of an argument says, with the places where it is written. Interpolations are unknown values, and texts with one in
/// them are, too. Nothing if it is no JSON or cannot be seen.
pub fn json_document<'t>(resource: Option<Resource<'t>>, value: Node<'t>) -> Option<Tree<'t>> {
    let files = value.tree().files();
    if let Some(text) = value.as_str() {
        return parse(files, text, |range| value.span_of(range));
    }
    if !value.is_unknown() {
        return None;
    }
    let resource = resource?;
    of_expression(files, follow(resource, resource.block.expression_of(value)?)?)
}

/// The expression behind the names of local values.
pub(super) fn follow<'t>(resource: Resource<'t>, mut value: Expression<'t>) -> Option<Expression<'t>> {
    for _ in 0..MAX_LOCALS {
        let ["local", name] = *value.path().as_slice() else { return Some(value) };
        if !matches!(value.kind(), ExpressionKind::Traversal { steps, .. } if steps.len() == 1)
            || !resource.module.overrides.is_empty()
        {
            return None;
        }
        value = resource.module.blocks_of("locals").find_map(|block| block.expression(name))?;
    }
    None
}

fn of_expression<'t>(files: &'t Files, value: Expression<'t>) -> Option<Tree<'t>> {
    match value.kind() {
        ExpressionKind::String => {
            let text = value.string()?;
            parse(files, &text, |_| value.span())
        }
        ExpressionKind::Template(parts) if value.is_heredoc() => of_template(files, &parts),
        ExpressionKind::Call(call) if call.name == "jsonencode" && !call.expands => match call.arguments.as_slice() {
            [argument] => Some(hcl::value_tree(files, *argument)),
            _ => None,
        },
        _ => None,
    }
}

/// The JSON of a heredoc. Its indentation is left in, as blanks mean nothing.
fn of_template<'t>(files: &'t Files, parts: &[Part<'t>]) -> Option<Tree<'t>> {
    let mut text = String::new();
    let mut places: Vec<(usize, Span)> = Vec::new();
    for part in parts {
        match part {
            Part::Literal(literal, span) => {
                places.push((text.len(), *span));
                text.push_str(literal);
            }
            Part::Interpolation(_, span) => {
                places.push((text.len(), *span));
                text.push(HOLE);
            }
            Part::Directive(..) => return None,
        }
    }
    let place = |at: usize| {
        let part = places.partition_point(|(start, _)| *start <= at).saturating_sub(1);
        let (start, span) = places[part];
        (span, (span.start + (at - start) as u32).min(span.end))
    };
    parse(files, &text, |range| {
        let ((span, start), (_, end)) = (place(range.start), place(range.end.max(1) - 1));
        Span { file: span.file, start, end: (end + 1).max(start) }
    })
}

struct Reader<'a, 's, F> {
    text: &'a str,
    at: usize,
    depth: usize,
    builder: TreeBuilder<'s>,
    span: F,
}

/// Reads JSON of which `span` tells the places.
fn parse<'s>(files: &'s Files, text: &str, span: impl Fn(Range<usize>) -> Span) -> Option<Tree<'s>> {
    let mut reader = Reader { text, at: 0, depth: 0, builder: TreeBuilder::new(files), span };
    reader.value()?;
    reader.blanks();
    (reader.at == text.len()).then(|| reader.builder.finish())
}

impl<F: Fn(Range<usize>) -> Span> Reader<'_, '_, F> {
    fn blanks(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
    }

    fn peek(&mut self) -> Option<char> {
        self.blanks();
        self.text[self.at..].chars().next()
    }

    fn accept(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        self.at += if found { wanted.len_utf8() } else { 0 };
        found
    }

    fn scalar(&mut self, kind: Kind, range: Range<usize>, decoded: String) {
        let span = (self.span)(range);
        self.builder.scalar(Scalar { kind, style: Style::Plain, span, decoded: Some(decoded), indentation: 0 });
    }

    fn value(&mut self) -> Option<()> {
        match self.peek()? {
            '{' | '[' if self.depth == MAX_DEPTH => None,
            '{' => self.collection(Kind::Map, '}'),
            '[' => self.collection(Kind::Seq, ']'),
            '"' => self.string(),
            HOLE => {
                self.scalar(Kind::Unknown, self.at..self.at + 1, String::new());
                self.at += 1;
                Some(())
            }
            _ => self.word(),
        }
    }

    /// A list or a map with what is in it. An interpolation for an item may stand for several, or for an entry.
    fn collection(&mut self, kind: Kind, end: char) -> Option<()> {
        self.depth += 1;
        let id = self.builder.open(kind, Style::Flow, (self.span)(self.at..self.at + 1));
        self.at += 1;
        while !self.accept(end) {
            if self.builder.children() > 0 && !self.accept(',') {
                return None;
            }
            let is_hole = self.peek() == Some(HOLE);
            if is_hole {
                self.builder.mark_open(id);
            }
            self.value()?;
            if kind == Kind::Map {
                if is_hole && !self.accept(':') {
                    self.scalar(Kind::Unknown, self.at - 1..self.at, String::new());
                    continue;
                }
                if !is_hole && !self.accept(':') {
                    return None;
                }
                self.value()?;
            }
        }
        self.builder.close(Some((self.span)(self.at - 1..self.at).end));
        self.depth -= 1;
        Some(())
    }

    fn string(&mut self) -> Option<()> {
        let start = self.at;
        let bytes = self.text.as_bytes();
        let mut end = start + 1;
        while *bytes.get(end)? != b'"' {
            end += if bytes[end] == b'\\' { 2 } else { 1 };
        }
        self.at = end + 1;
        let raw = self.text.get(start..=end)?;
        let is_known = !raw.contains(HOLE);
        let decoded = if is_known { serde_json::from_str(raw).ok()? } else { String::new() };
        self.scalar(if is_known { Kind::String } else { Kind::Unknown }, start..end + 1, decoded);
        Some(())
    }

    fn word(&mut self) -> Option<()> {
        let rest = &self.text[self.at..];
        let is_word = |it: char| it.is_ascii_alphanumeric() || matches!(it, '-' | '+' | '.');
        let word = &rest[..rest.find(|it| !is_word(it)).unwrap_or(rest.len())];
        let kind = match serde_json::from_str(word).ok()? {
            serde_json::Value::Null => Kind::Null,
            serde_json::Value::Bool(_) => Kind::Bool,
            serde_json::Value::Number(number) if number.is_f64() => Kind::Float,
            _ => Kind::Int,
        };
        self.scalar(kind, self.at..self.at + word.len(), word.to_owned());
        self.at += word.len();
        Some(())
    }
}
