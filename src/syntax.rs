//! Text into trees. Parsers never fail: each returns what it understood and the problems it met, and one broken key, document or
//! file hides nothing else.

pub mod dockerfile;
pub mod hcl;
pub mod json;
pub mod shell;
pub mod yaml;

use rayon::prelude::*;

use crate::diagnostic::Problem;
use crate::kind::FileKind;
use crate::source::{FileId, Files, SourceFile};
use crate::tree::Tree;

/// What a file became.
#[derive(Debug)]
pub struct Document<'s> {
    /// The file.
    pub file: FileId,
    /// Its sort.
    pub kind: FileKind,
    /// What it says.
    pub syntax: Syntax<'s>,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
}

/// The text of a file, understood.
#[derive(Debug)]
pub enum Syntax<'s> {
    /// YAML or JSON.
    Tree(Tree<'s>),
    /// HCL.
    Hcl(hcl::Configuration<'s>),
    /// Recognised but not parsed: templates, and files that were refused.
    Opaque,
}

/// Parses every file, in parallel. The result has one document for each file, in the order of the file ids.
pub fn parse_all(files: &Files) -> Vec<Document<'_>> {
    let ids: Vec<FileId> = files.iter().map(|(id, _)| id).collect();
    ids.into_par_iter().map(|id| parse(files, id)).collect()
}

/// Parses one file.
pub fn parse(files: &Files, id: FileId) -> Document<'_> {
    let file = files.get(id);
    let (syntax, problems) = match file.kind() {
        FileKind::Terraform | FileKind::TerraformVariables | FileKind::TerraformTest | FileKind::TerraformLock => {
            let (configuration, problems) = hcl::read(files, id);
            (Syntax::Hcl(configuration), problems)
        }
        FileKind::HelmTemplate | FileKind::Template => (Syntax::Opaque, Vec::new()),
        _ => (Syntax::Opaque, Vec::new()),
    };
    Document { file: id, kind: file.kind(), syntax, problems }
}
