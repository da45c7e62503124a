//! JSON (RFC 8259) into the common tree.
//!
//! Values one after another are one root each, as `kubectl` reads them. After an error the parser goes on with the next thing that
//! makes sense; the maps and lists of a document with an error are open.

mod reader;

use crate::diagnostic::Problem;
use crate::source::{FileId, Files};
use crate::syntax::placeholders::Placeholders;
use crate::tree::Tree;
pub use reader::RULE;

/// Reads a file. What is wrong with it is told as `syntax/json` and `syntax/duplicate-key`, in the order of the text. Keys that are
/// there twice are no problem in Terraform's JSON, where they are blocks of the same type (HCL JSON syntax, "Blocks"), and comments are
/// none in `devcontainer.json` (<https://containers.dev/implementors/spec/>, "devcontainer.json").
pub fn parse(files: &Files, file: FileId, placeholders: Placeholders) -> (Tree<'_>, Vec<Problem>) {
    reader::parse(files, file, placeholders)
}

#[cfg(test)]
mod tests;
