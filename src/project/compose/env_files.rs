//! Which files of variables Compose reads for a file besides its `.env`: by `--env-file` in the repository's own commands, by
//! `COMPOSE_ENV_FILES`, and by `env_file` where the file is included (Docker's manual, "Set environment variables"; specification,
//! "Include").

use rustc_hash::FxHashMap;

use super::compose_files;
use super::sets::{Finder, of_document};
use crate::model::compose::ComposeFile;
use crate::model::compose::dotenv::Variables;
use crate::model::compose::invocation::Invocation;
use crate::source::{FileId, Files, join_path};
use crate::syntax::Document;
use crate::tree::Node;

/// The variables that a file gets in each way in which it is taken other than by itself.
pub(super) type Ways = FxHashMap<FileId, Vec<Variables>>;

/// Looks at all commands and includes. `own` are the variables of the `.env` of each folder.
pub(super) fn ways(files: &Files, documents: &[Document<'_>], own: &FxHashMap<&str, Variables>) -> Ways {
    let written: Vec<ComposeFile<'_>> = documents.iter().flat_map(compose_files).collect();
    let mut found = Ways::default();
    if written.is_empty() {
        return found;
    }
    let finder = Finder::new(files, &written);
    let names_any = |document: &&Document<'_>| {
        let text = files.get(document.file).text();
        text.contains("--env-file") || text.contains("COMPOSE_ENV_FILES")
    };
    for document in documents.iter().filter(names_any) {
        for (folder, invocation) in of_document(files, document) {
            if let Some((taken, variables)) = of_command(&finder, &folder, &invocation) {
                for file in taken {
                    found.entry(file).or_default().push(variables.clone());
                }
            }
        }
    }
    for file in &written {
        for (included, variables) in of_includes(files, *file, own.get(file.folder())) {
            found.entry(included).or_default().push(variables);
        }
    }
    found
}

/// The Compose files that a command takes, and the variables that it names for them.
fn of_command(finder: &Finder<'_>, folder: &str, invocation: &Invocation) -> Option<(Vec<FileId>, Variables)> {
    let names = invocation.known_env_files()?;
    let is_default = invocation.files.is_empty();
    let compose = if is_default { Vec::new() } else { invocation.known()? };
    Finder::starts(folder, invocation.folder.as_deref()).iter().find_map(|start| {
        let taken = if is_default { finder.by_default(start) } else { finder.at(start, &compose)? };
        let variables = read_all(finder.files, names.iter().map(|name| join_path(start, name)))?;
        (!taken.is_empty()).then_some((taken, variables))
    })
}

/// The files that a file includes with files of variables of their own. What the project itself has counts more.
fn of_includes(files: &Files, file: ComposeFile<'_>, own: Option<&Variables>) -> Vec<(FileId, Variables)> {
    let items = file.root.get("include").into_iter().flat_map(Node::items).filter(|item| item.is_map());
    let listed = |node: Node<'_>| -> Vec<Option<String>> {
        if node.is_seq() { node.items().map(|item| file.resolve(item)).collect() } else { vec![file.resolve(node)] }
    };
    let mut found = Vec::new();
    for item in items {
        let (Some(path), Some(env_file)) = (item.get("path"), item.get("env_file")) else { continue };
        let Some(mut variables) = read_all(files, listed(env_file).into_iter()) else { continue };
        variables.extend(own.unwrap_or(&Variables::default()));
        let included = listed(path).into_iter().flatten().filter_map(|path| files.find(&path));
        found.extend(included.map(|included| (included, variables.clone())));
    }
    found
}

/// The variables of several files, the last of which counts most; `None` if one cannot be read.
fn read_all(files: &Files, paths: impl Iterator<Item = Option<String>>) -> Option<Variables> {
    let mut found = Variables::default();
    for path in paths {
        let file = files.find(&path?)?;
        found.extend(&Variables::read(file, files.get(file).text()));
    }
    Some(found)
}
