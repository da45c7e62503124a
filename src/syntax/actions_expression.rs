//! The expressions of GitHub Actions: `${{ github.event.pull_request.title }}`.
//!
//! [`fences`] finds them in a text and [`parse`] reads one. Offsets are bytes of the text given. Names are compared without regard to case,
//! as GitHub does. Whether a context or function exists, and where, is not the parser's business.
//!
//! Source: "Evaluate expressions in workflows and actions" in the documentation of GitHub Actions, and the lexer and parser of
//! `actions/runner` (`src/Sdk/Expressions`), which limit the depth to 50.

mod fence;
mod lexer;
mod parser;
mod path;

use std::borrow::Cow;
use std::ops::Range;

pub use fence::{Fence, fences};
pub use path::Context;

/// What became of a text that is an expression.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// The expression; `None` if nothing of it could be read.
    pub expression: Option<Expression>,
    /// What is wrong, in the order it was met.
    pub problems: Vec<SyntaxError>,
}

/// Something that GitHub would refuse.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SyntaxError {
    /// Where.
    pub range: Range<usize>,
    /// What is wrong: lower case, no full stop.
    pub message: String,
}

/// An expression.
#[derive(Clone, PartialEq, Debug)]
pub struct Expression {
    /// The bytes, parentheses around it included.
    pub range: Range<usize>,
    /// What it is.
    pub kind: ExpressionKind,
}

/// The sorts of expression.
#[derive(Clone, PartialEq, Debug)]
pub enum ExpressionKind {
    /// `null`
    Null,
    /// `true`, `false`
    Bool(bool),
    /// A number.
    Number(f64),
    /// `'text'`; the value is that of [`Expression::string`].
    String,
    /// A name by itself: `github`.
    Name,
    /// `object.name`
    Property {
        /// What the name is looked up in.
        object: Box<Expression>,
        /// The name.
        name: Range<usize>,
    },
    /// `object[index]`
    Index {
        /// What is indexed.
        object: Box<Expression>,
        /// The index.
        index: Box<Expression>,
    },
    /// `object.*` or `object[*]`
    Star {
        /// Of what all values are taken.
        object: Box<Expression>,
    },
    /// `name(a, b)`
    Call {
        /// The function's name.
        name: Range<usize>,
        /// The arguments.
        arguments: Vec<Expression>,
    },
    /// `!operand`
    Not(Box<Expression>),
    /// `left operator right`
    Binary {
        /// The operator.
        operator: Operator,
        /// The left operand.
        left: Box<Expression>,
        /// The right operand.
        right: Box<Expression>,
    },
}

/// An operator between two operands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Operator {
    /// `||`
    Or,
    /// `&&`
    And,
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

/// Reads an expression: what stands between `${{` and `}}`, or a bare `if:`. Never fails.
pub fn parse(text: &str) -> Parsed {
    parser::parse(text)
}

impl Expression {
    /// The value of a string literal of `text`, which the expression was read from.
    pub fn string<'t>(&self, text: &'t str) -> Option<Cow<'t, str>> {
        if self.kind != ExpressionKind::String {
            return None;
        }
        let written = text[self.range.clone()].trim_matches(['(', ')', ' ', '\t', '\r', '\n']);
        let inner = written.strip_prefix('\'').unwrap_or(written);
        let inner = inner.strip_suffix('\'').unwrap_or(inner);
        Some(if inner.contains("''") { Cow::Owned(inner.replace("''", "'")) } else { Cow::Borrowed(inner) })
    }

    /// The expressions directly within it.
    pub fn children(&self) -> Vec<&Expression> {
        match &self.kind {
            ExpressionKind::Property { object, .. } | ExpressionKind::Star { object } | ExpressionKind::Not(object) => {
                vec![object]
            }
            ExpressionKind::Index { object, index } => vec![object, index],
            ExpressionKind::Binary { left, right, .. } => vec![left, right],
            ExpressionKind::Call { arguments, .. } => arguments.iter().collect(),
            _ => Vec::new(),
        }
    }

    /// It and all expressions within it, each before those within itself.
    pub fn all(&self) -> Vec<&Expression> {
        let mut found = vec![self];
        let mut at = 0;
        while at < found.len() {
            found.extend(found[at].children());
            at += 1;
        }
        found
    }

    /// The contexts in it, each as long a path as is written: `github.event.issue.title` and not `github` too. The expressions in
    /// brackets of a path come after it.
    pub fn contexts<'e>(&'e self, text: &'e str) -> Vec<Context<'e>> {
        let mut found = Vec::new();
        let mut pending = vec![self];
        while let Some(expression) = pending.pop() {
            match Context::new(expression, text) {
                Some(context) => {
                    pending.extend(context.computed_indices());
                    found.push(context);
                }
                None => pending.extend(expression.children()),
            }
        }
        found.sort_by_key(|context| context.range().start);
        found
    }

    /// The contexts whose text can become part of the result: not those that are only compared or tested. The left side of `&&`
    /// comes through only where it is false, and then it is empty.
    pub fn contexts_of_value<'e>(&'e self, text: &'e str) -> Vec<Context<'e>> {
        let mut found = Vec::new();
        let mut pending = vec![self];
        while let Some(expression) = pending.pop() {
            if let Some(context) = Context::new(expression, text) {
                found.push(context);
                continue;
            }
            match &expression.kind {
                ExpressionKind::Binary { operator: Operator::Or, left, right } => pending.extend([&**left, right]),
                ExpressionKind::Binary { operator: Operator::And, right, .. } => pending.push(right),
                ExpressionKind::Call { name, arguments } => {
                    pending.extend(value_arguments(&text[name.clone()], arguments));
                }
                ExpressionKind::Property { object, .. }
                | ExpressionKind::Star { object }
                | ExpressionKind::Index { object, .. } => pending.push(object),
                _ => {}
            }
        }
        found.sort_by_key(|context| context.range().start);
        found
    }
}

/// The arguments of a function that become part of its result.
fn value_arguments<'e>(function: &str, arguments: &'e [Expression]) -> Vec<&'e Expression> {
    match function.to_ascii_lowercase().as_str() {
        "format" | "join" | "tojson" | "fromjson" => arguments.iter().collect(),
        // `case(test, value, test, value, otherwise)`
        "case" => arguments
            .iter()
            .enumerate()
            .filter(|(at, _)| at % 2 == 1 || at + 1 == arguments.len())
            .map(|(_, a)| a)
            .collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests;
