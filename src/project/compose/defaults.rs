//! What values with variables are for whoever takes the repository as it is: by the defaults in the values themselves, and by the `.env`
//! beside the file, or the files of variables that the repository's own commands and includes name in its place.
//!
//! Compose takes the environment before the `.env` of the project's folder (Docker's manual, "Environment variables precedence in Docker
//! Compose"), so none of this is sure: such a value stays unknown, and only who asks for it by [`Node::by_default`] gets it.

use rustc_hash::FxHashMap;

use super::env_files;
use crate::kind::FileKind;
use crate::model::compose::dotenv::{self, Variables};
use crate::model::compose::interpolation;
use crate::source::{Files, Span};
use crate::syntax::{Document, Syntax};
use crate::tree::{Node, Tree};

/// Fills in what is given by default. Done once, before the project is put together.
pub fn fill_in_defaults(files: &Files, documents: &mut [Document<'_>]) {
    let dotenvs = files.iter().filter(|(_, file)| dotenv::is_taken_by_itself(file));
    let dotenvs: FxHashMap<&str, Variables> =
        dotenvs.map(|(id, file)| (file.folder(), Variables::read(id, file.text()))).collect();
    let ways = env_files::ways(files, documents, &dotenvs);
    let nothing = Variables::default();
    for document in documents.iter_mut().filter(|document| document.kind == FileKind::Compose) {
        let Syntax::Tree(tree) = &mut document.syntax else { continue };
        let folder = files.get(document.file).folder();
        let own = dotenvs.get(folder);
        let ways = ways.get(&document.file).map_or(&[][..], Vec::as_slice);
        if own.is_none() && ways.is_empty() && has_sample(files, folder) {
            continue;
        }
        let others: Vec<&Variables> =
            dotenvs.iter().filter(|(other, _)| is_above(other, folder)).map(|(_, variables)| variables).collect();
        let all: Vec<&Variables> = std::iter::once(own.unwrap_or(&nothing)).chain(ways).collect();
        for (index, value, given) in values(tree, &all, &others) {
            tree.assume(index, value, given);
        }
    }
}

/// The values that can be told, by the index of the node, and where the variables in them are set. `all` are the variables for each way
/// in which the file is taken, which have to agree.
fn values(tree: &Tree<'_>, all: &[&Variables], others: &[&Variables]) -> Vec<(u32, String, Vec<Span>)> {
    let unknown = tree.all().filter(|node| node.is_unknown() && node.is_scalar() && node.text().contains('$'));
    // A file that is laid over one of a folder above, or included there, gets the values of that folder first.
    let is_disputed = |node: Node<'_>, value: &str| {
        let (used, _) = interpolation::variables(node.text());
        let gives = |other: &Variables| used.iter().any(|variable| !other.lacks(variable.name));
        others.iter().any(|other| gives(other) && other.fill(node.text()).as_deref() != Some(value))
    };
    let filled = unknown.filter_map(|node| {
        let mut filled = all.iter().filter_map(|variables| Some((variables.fill(node.text())?, variables)));
        let (value, variables) = filled.next()?;
        let is_sure = filled.all(|(other, _)| other == value) && !is_disputed(node, &value);
        is_sure.then(|| (node.index(), value, variables.places(node.text())))
    });
    filled.collect()
}

/// Whether a folder is another one or lies above it.
fn is_above(other: &str, folder: &str) -> bool {
    other != folder && (other.is_empty() || folder.strip_prefix(other).is_some_and(|rest| rest.starts_with('/')))
}

/// Whether a folder has a sample of a `.env` that everyone copies and fills in for themselves: `.env.example`.
fn has_sample(files: &Files, folder: &str) -> bool {
    let start = if folder.is_empty() { ".env".to_owned() } else { format!("{folder}/.env") };
    let first = files.names().partition_point(|name| name.as_str() < start.as_str());
    files
        .names()
        .get(first)
        .is_some_and(|name| name.strip_prefix(&start).is_some_and(|rest| rest.starts_with(['.', '-', '_'])))
}
