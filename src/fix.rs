//! Fixes: the edits that mend a finding.
//!
//! Rules never splice strings. They ask the format's module for a structured edit, which is `None` where the place is derived, shared
//! by several users or in a form that is not supported: such a place simply has no fix.

pub mod apply;
pub mod compose;
pub mod dockerfile;
pub mod github;
pub mod gitlab;
pub mod hcl;
pub mod image;
pub mod request;
pub mod yaml;

use crate::source::Span;

/// Whether a fix may be applied without a look at it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Safety {
    /// The meaning stays, or the file only gets right.
    Safe,
    /// Behaviour may change.
    Unsafe,
}

impl Safety {
    /// The name in pages and output.
    pub fn name(self) -> &'static str {
        match self {
            Safety::Safe => "safe",
            Safety::Unsafe => "unsafe",
        }
    }
}

/// One replacement of bytes.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Edit {
    /// What is replaced; empty to insert.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

impl Edit {
    /// Replaces the bytes of a span.
    pub fn replace(span: Span, text: impl Into<String>) -> Self {
        Self { span, text: text.into() }
    }
}

/// The edits that mend a finding; all of them or none are applied.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fix {
    /// What it does, in the imperative, lower case.
    pub title: String,
    /// Whether it may be applied unseen.
    pub safety: Safety,
    /// The replacements, in the order of their places.
    pub edits: Vec<Edit>,
}
