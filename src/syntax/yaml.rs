//! YAML into the common tree.
//!
//! Each document is a root; one that is empty between its markers is a null, and a file without any content has no root. What the
//! tools that read such files reject is a problem; the rest of the file is read nevertheless. All maps and lists of a document with
//! a syntax error are open, since what could not be read may have been a key of any of them.

mod message;
mod reader;
mod recovery;
mod resolve;

pub use message::RULE;

use crate::diagnostic::Problem;
use crate::source::{FileId, Files};
use crate::syntax::placeholders::Placeholders;
use crate::tree::Tree;

/// How scalars without quotes are understood.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Dialect {
    /// The mixture of YAML 1.1 and 1.2 that go-yaml reads, and with it Kubernetes, Compose and Prometheus: `yes`, `on` and the like
    /// are booleans (as values; keys are text always), `010` is octal.
    #[default]
    Yaml11,
    /// The core schema of YAML 1.2.2 (section 10.3), which GitHub Actions reads: only `true` and `false` are booleans.
    Core,
}

/// How a file is to be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Options {
    /// How scalars without quotes are understood.
    pub dialect: Dialect,
    /// Which values are unknown.
    pub placeholders: Placeholders,
}

/// Reads a file. What is wrong with it is told as `syntax/yaml` and `syntax/duplicate-key`, in the order of the text.
pub fn parse(files: &Files, file: FileId, options: Options) -> (Tree<'_>, Vec<Problem>) {
    recovery::parse(files, file, options)
}

#[cfg(test)]
mod tests;
