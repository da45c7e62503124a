//! Text into trees. Parsers never fail: each returns what it understood and the problems it met, and one broken key, document or
//! file hides nothing else.

pub mod actions_expression;
pub mod dockerfile;
pub mod dockerignore;
pub mod hcl;
pub mod json;
mod keys;
mod outline;
pub mod placeholders;
pub mod shell;
pub mod yaml;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use rayon::prelude::*;

use self::placeholders::Placeholders;
use self::yaml::Dialect;

use crate::diagnostic::Problem;
use crate::kind::FileKind;
use crate::progress::Phase;
use crate::source::{FileId, Files, Refusal, Span};
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
    Hcl(Box<hcl::Configuration<'s>>),
    /// A Dockerfile.
    Dockerfile(dockerfile::Dockerfile<'s>),
    /// Recognised but not parsed: templates, and files that were refused.
    Opaque,
}

/// Parses every file, in parallel. The result has one document for each file, in the order of the file ids.
pub fn parse_all(files: &Files) -> Vec<Document<'_>> {
    let ids: Vec<FileId> = files.iter().map(|(id, _)| id).collect();
    files.progress().begin(Phase::Parsing, ids.len());
    let parse = |id| {
        let document = guarded(files, id);
        files.progress().step();
        document
    };
    ids.into_par_iter().map(parse).collect()
}

/// Parses one file; should that panic, which would be our defect, only this file is lost.
fn guarded(files: &Files, id: FileId) -> Document<'_> {
    catch_unwind(AssertUnwindSafe(|| parse(files, id))).unwrap_or_else(|_| {
        let start = Span::new(id, 0..0);
        let problem = Problem::new("infralint/internal-error", start, "internal error: reading this file panicked")
            .with_help("this is a defect of infralint; everything else was checked. Please report it with this file");
        Document { file: id, kind: files.get(id).kind(), syntax: Syntax::Opaque, problems: vec![problem] }
    })
}

/// Parses one file.
pub fn parse(files: &Files, id: FileId) -> Document<'_> {
    let file = files.get(id);
    if let Some(refusal) = file.refusal() {
        return Document {
            file: id,
            kind: file.kind(),
            syntax: Syntax::Opaque,
            problems: vec![unreadable(id, refusal)],
        };
    }
    let (syntax, problems) = match file.kind() {
        FileKind::Bake if Path::new(file.name()).extension().is_some_and(|ending| ending == "json") => {
            let (tree, problems) = json::parse(files, id, Placeholders::Terraform);
            (Syntax::Tree(tree), problems)
        }
        FileKind::Terraform
        | FileKind::TerraformVariables
        | FileKind::TerraformTest
        | FileKind::TerraformLock
        | FileKind::Bake => {
            let (configuration, problems) = hcl::read(files, id);
            (Syntax::Hcl(Box::new(configuration)), problems)
        }
        FileKind::DevContainer => {
            let (tree, problems) = json::parse(files, id, Placeholders::None);
            (Syntax::Tree(tree), problems)
        }
        FileKind::TerraformJson => {
            let (tree, problems) = json::parse(files, id, Placeholders::Terraform);
            (Syntax::Tree(tree), problems)
        }
        FileKind::Compose => read_yaml(files, id, Dialect::Yaml11, Placeholders::Compose),
        FileKind::GithubWorkflow | FileKind::GithubAction => read_yaml(files, id, Dialect::Core, Placeholders::Github),
        FileKind::Dependabot | FileKind::Configuration => read_yaml(files, id, Dialect::Core, Placeholders::None),
        FileKind::GitlabCi => read_yaml(files, id, Dialect::Yaml11, Placeholders::Gitlab),
        FileKind::CircleCi => read_yaml(files, id, Dialect::Yaml11, Placeholders::CircleCi),
        FileKind::AzurePipelines => read_yaml(files, id, Dialect::Core, Placeholders::Azure),
        FileKind::BitbucketPipelines => read_yaml(files, id, Dialect::Yaml11, Placeholders::None),
        FileKind::Kubernetes if Path::new(file.name()).extension().is_some_and(|ending| ending == "json") => {
            let (tree, problems) = json::parse(files, id, Placeholders::Kubernetes);
            (Syntax::Tree(tree), problems)
        }
        FileKind::Kubernetes | FileKind::Kustomization => {
            read_yaml(files, id, Dialect::Yaml11, Placeholders::Kubernetes)
        }
        FileKind::HelmChart | FileKind::HelmValues => read_yaml(files, id, Dialect::Yaml11, Placeholders::Kubernetes),
        FileKind::PrometheusRules | FileKind::PrometheusConfig | FileKind::Alertmanager => {
            read_yaml(files, id, Dialect::Yaml11, Placeholders::None)
        }
        FileKind::Dockerfile => {
            let (dockerfile, problems) = dockerfile::parse(file.text(), id);
            (if dockerfile.is_template { Syntax::Opaque } else { Syntax::Dockerfile(dockerfile) }, problems)
        }
        FileKind::Template => (Syntax::Opaque, vec![unfilled(id)]),
        FileKind::HelmTemplate
        | FileKind::DockerIgnore
        | FileKind::TerraformState
        | FileKind::Script
        | FileKind::Attached
        | FileKind::Requirement
        | FileKind::Commands
        | FileKind::GitIgnore => (Syntax::Opaque, Vec::new()),
    };
    Document { file: id, kind: file.kind(), syntax, problems }
}

/// A file that another tool makes an infrastructure file of.
fn unfilled(id: FileId) -> Problem {
    let start = Span::new(id, 0..0);
    Problem::new("syntax/template", start, "this is a template of another tool, so nothing in it is checked")
}

/// A file without a text.
fn unreadable(id: FileId, refusal: &Refusal) -> Problem {
    let help = match refusal {
        Refusal::Unreadable(_) => "make the file readable, or leave it out with `exclude` in `.infralint.yaml`",
        Refusal::TooLarge { .. } => "raise `max-file-size`, or leave the file out with `exclude` in `.infralint.yaml`",
        Refusal::NotUtf8(_) | Refusal::Utf16 => "save the file as UTF-8",
    };
    Problem::new("infralint/unreadable-file", Span { file: id, start: 0, end: 0 }, refusal.to_string()).with_help(help)
}

fn read_yaml(files: &Files, id: FileId, dialect: Dialect, placeholders: Placeholders) -> (Syntax<'_>, Vec<Problem>) {
    let (tree, problems) = yaml::parse(files, id, yaml::Options { dialect, placeholders });
    (Syntax::Tree(tree), problems)
}
