//! The configurations of other linters as one of ours. What has no equal is said, never dropped.
//!
//! Sources: hadolint's README (Configure), kube-linter's `docs/configuring-kubelinter.md`, dclint's `schemas/linter-config.schema.json`.

mod dclint;
mod draft;
mod hadolint;
mod kube_linter;
#[cfg(test)]
mod tests;

use crate::kind::FileKind;
use crate::source::{FileId, Files, SourceFile};
use crate::syntax::placeholders::Placeholders;
use crate::syntax::yaml;
use draft::{Draft, Reader};

/// The tools whose configurations are read, each with the names of its file in the order in which it looks for them.
const TOOLS: [(&str, &[&str]); 3] = [
    ("hadolint", &[".hadolint.yaml", ".hadolint.yml"]),
    ("kube-linter", &[".kube-linter.yaml", ".kube-linter.yml"]),
    ("dclint", &[".dclintrc", ".dclintrc.json", ".dclintrc.yaml", ".dclintrc.yml", ".dclintrc.js", ".dclintrc.cjs"]),
];

/// The names of the files that can be migrated.
pub fn file_names() -> impl Iterator<Item = &'static str> {
    TOOLS.iter().flat_map(|(_, names)| names.iter().copied())
}

/// A configuration of another tool: the name of its file, and its text.
#[derive(Clone, Debug)]
pub struct Foreign {
    /// One of [`file_names`].
    pub name: String,
    /// What is in it.
    pub text: String,
}

/// The text of a `.infralint.yaml` that says the same as these files, with comments on what it cannot say.
pub fn migrate(found: &[Foreign]) -> String {
    let named = |names: &[&str]| -> Vec<&Foreign> {
        names.iter().filter_map(|name| found.iter().find(|foreign| foreign.name == *name)).collect()
    };
    let of_tools: Vec<(&str, Vec<&Foreign>)> =
        TOOLS.iter().map(|(tool, names)| (*tool, named(names))).filter(|(_, files)| !files.is_empty()).collect();
    let mut draft = Draft::new(of_tools.len() == 1);
    for (tool, files) in of_tools {
        // Each tool reads the first that it finds and no other.
        for other in &files[1..] {
            draft.note(&other.name, format!("{tool} does not read it, because there is `{}`", files[0].name));
        }
        read(tool, files[0], &mut draft);
    }
    draft.render()
}

fn read(tool: &'static str, foreign: &Foreign, draft: &mut Draft) {
    draft.read.push(foreign.name.clone());
    if [".js", ".cjs"].iter().any(|extension| foreign.name.ends_with(extension)) {
        draft.note(&foreign.name, "a program, which is never run");
        return;
    }
    let file = SourceFile::new(foreign.name.as_str(), FileKind::Template, foreign.text.as_str());
    let files = Files::new(vec![file], Vec::new());
    let options = yaml::Options { dialect: yaml::Dialect::Core, placeholders: Placeholders::None };
    let (tree, problems) = yaml::parse(&files, FileId(0), options);
    let mut reader = Reader { files: &files, tool, draft };
    for problem in problems {
        reader.note(problem.span, &problem.message);
    }
    let Some(root) = tree.root() else { return };
    match tool {
        "hadolint" => hadolint::read(root, &mut reader),
        "kube-linter" => kube_linter::read(root, &mut reader),
        _ => dclint::read(root, &mut reader),
    }
}

/// Leaves paths out that a tool does not look at: if no other tool is replaced all of what is there, else the tool's family of rules.
fn leave_out(paths: Vec<String>, family: &'static str, draft: &mut Draft) {
    if paths.is_empty() {
    } else if draft.is_alone {
        draft.exclude.extend(paths);
    } else {
        draft.overrides.push((paths, family));
    }
}
