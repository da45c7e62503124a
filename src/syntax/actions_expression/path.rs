//! Contexts with their paths: `github.event.pull_request.title`.

use std::borrow::Cow;
use std::ops::Range;

use super::{Expression, ExpressionKind};

/// One step of a path.
#[derive(Clone, Debug)]
enum Segment<'e> {
    /// `.name` or `['name']`
    Name(Cow<'e, str>),
    /// `.*`, `[*]` or a number: any item.
    Any,
    /// `[expression]`
    Computed(&'e Expression),
}

/// A context and the path that is looked up in it.
#[derive(Clone, Debug)]
pub struct Context<'e> {
    expression: &'e Expression,
    segments: Vec<Segment<'e>>,
}

impl<'e> Context<'e> {
    /// The context that an expression is, if it is one; `text` is what the expression was read from.
    pub(super) fn new(expression: &'e Expression, text: &'e str) -> Option<Self> {
        let mut segments = Vec::new();
        let mut at = expression;
        loop {
            match &at.kind {
                ExpressionKind::Name => {
                    let name = text[at.range.clone()].trim_matches(['(', ')', ' ', '\t', '\r', '\n']);
                    segments.push(Segment::Name(Cow::Borrowed(name)));
                    break;
                }
                ExpressionKind::Property { object, name } => {
                    segments.push(Segment::Name(Cow::Borrowed(&text[name.clone()])));
                    at = object;
                }
                ExpressionKind::Star { object } => {
                    segments.push(Segment::Any);
                    at = object;
                }
                ExpressionKind::Index { object, index } => {
                    segments.push(match index.kind {
                        ExpressionKind::String => Segment::Name(index.string(text)?),
                        ExpressionKind::Number(_) => Segment::Any,
                        _ => Segment::Computed(index),
                    });
                    at = object;
                }
                _ => return None,
            }
        }
        segments.reverse();
        Some(Self { expression, segments })
    }

    /// Where it is written.
    pub fn range(&self) -> Range<usize> {
        self.expression.range.clone()
    }

    /// The path in lower case, with `*` for stars, numbers and what is computed: `github.event.commits.*.message`.
    pub fn path(&self) -> String {
        let mut path = String::new();
        for segment in &self.segments {
            if !path.is_empty() {
                path.push('.');
            }
            match segment {
                Segment::Name(name) => path.push_str(&name.to_ascii_lowercase()),
                Segment::Any | Segment::Computed(_) => path.push('*'),
            }
        }
        path
    }

    /// Its first name, as written: `github`.
    pub fn root(&self) -> &str {
        self.name(0).unwrap_or_default()
    }

    /// The name at a place of the path, 0 being the context itself; `None` for stars, numbers, what is computed, and past the end.
    pub fn name(&self, at: usize) -> Option<&str> {
        match self.segments.get(at) {
            Some(Segment::Name(name)) => Some(name),
            _ => None,
        }
    }

    /// How many steps the path has, the context itself included.
    pub fn len(&self) -> usize {
        self.segments.len()
    }

    /// Whether the path is empty, which it never is.
    pub fn is_empty(&self) -> bool {
        self.segments.is_empty()
    }

    /// Whether it is surely this path, without regard to case. `*` stands for any one step, a computed one included.
    pub fn matches(&self, pattern: &str) -> bool {
        self.segments.len() == pattern.split('.').count() && self.starts_with(pattern)
    }

    /// Whether its path surely begins with this one: it is the same or something within.
    pub fn starts_with(&self, pattern: &str) -> bool {
        let mut segments = self.segments.iter();
        pattern.split('.').all(|wanted| match segments.next() {
            Some(_) if wanted == "*" => true,
            Some(Segment::Name(name)) => name.eq_ignore_ascii_case(wanted),
            _ => false,
        })
    }

    /// The expressions in brackets that are no literals.
    pub fn computed_indices(&self) -> impl Iterator<Item = &'e Expression> {
        self.segments.iter().filter_map(|segment| match segment {
            Segment::Computed(index) => Some(*index),
            _ => None,
        })
    }
}
