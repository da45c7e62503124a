//! Folders that are applied with all that lies below them: `kubectl apply -R -f deploy`, in pipelines, Makefiles, scripts and manuals.
//!
//! This reads words and not languages, and keeps only what is surely so: a folder that is written out and is there, from the root or from
//! the file with the command. Facts: `kubectl apply --help` (`--recursive`, `--filename`).

use crate::kind::FileKind;
use crate::model::kustomize::FILE_NAMES;
use crate::source::{Files, SourceFile, join_path};
use crate::syntax::Document;

/// The longest line that is read, in bytes.
const LONGEST: usize = 16 << 10;

/// What ends a command of a line, as a word or at the end of one.
const ENDS: [char; 4] = [';', '|', '&', ')'];

/// The folders, without those within others. One with a kustomization in it is left out: `kubectl apply` would stumble over that.
pub(super) fn recursively(files: &Files, documents: &[Document<'_>]) -> Vec<String> {
    let mut found: Vec<String> =
        documents.iter().filter(|it| may_run(it.kind)).flat_map(|it| of_file(files.get(it.file), files)).collect();
    found.sort_unstable();
    found.dedup();
    let is_file = |path: &str| path.rsplit_once('/').is_some_and(|(_, name)| FILE_NAMES.contains(&name));
    found.retain(|folder| !files.below(folder).any(is_file));
    let all = found.clone();
    found.retain(|folder| !all.iter().any(|outer| outer != folder && is_below(folder, outer)));
    found
}

/// Whether a folder is another or lies below it.
pub(super) fn is_below(folder: &str, outer: &str) -> bool {
    folder.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Whether files of a sort have commands that somebody runs.
fn may_run(kind: FileKind) -> bool {
    use FileKind::{
        AzurePipelines, BitbucketPipelines, CircleCi, Commands, GithubAction, GithubWorkflow, GitlabCi, Script,
    };
    matches!(
        kind,
        AzurePipelines | BitbucketPipelines | CircleCi | Commands | GithubAction | GithubWorkflow | GitlabCi | Script
    )
}

fn of_file(source: &SourceFile, files: &Files) -> Vec<String> {
    let text = source.text();
    // What is run after a step into another folder may mean another one.
    if !text.contains("kubectl") || ["cd ", "pushd ", "chdir", "working-directory"].iter().any(|it| text.contains(it)) {
        return Vec::new();
    }
    let text = text.replace("\\\r\n", " ").replace("\\\n", " ");
    let lines = text.lines().map(str::trim).filter(|line| !line.starts_with('#') && line.len() < LONGEST);
    let written = lines.flat_map(|line| line.match_indices("kubectl ").flat_map(|(at, _)| of_command(&line[at..])));
    let find = |path: &str| {
        let there = |base: &str| join_path(base, path).filter(|path| !path.is_empty() && files.folder_exists(path));
        let (own, top) = (there(source.folder()), there(""));
        if own.is_some() && top.is_some() && own != top { None } else { own.or(top) }
    };
    written.filter_map(|path| find(path.trim_end_matches('/'))).collect()
}

/// The folders that one command names, as they are written, if it applies all below them.
fn of_command(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    for word in text.split_ascii_whitespace() {
        let bare = word.trim_end_matches(ENDS);
        words.extend(Some(bare).filter(|word| !word.is_empty()));
        if bare.len() < word.len() {
            break;
        }
    }
    let applies = matches!(words.get(1), Some(&("apply" | "create" | "replace")));
    let is_short = |word: &str| word.starts_with('-') && !word.starts_with("--");
    let is_recursive = |word: &&str| {
        matches!(*word, "--recursive" | "--recursive=true") || is_short(word) && word.find('R').is_some_and(|at| at < 3)
    };
    if !applies || !words.iter().any(is_recursive) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for pair in words.windows(2) {
        let takes_next = pair[0] == "--filename" || is_short(pair[0]) && pair[0].len() < 4 && pair[0].ends_with('f');
        found.extend(takes_next.then_some(pair[1]));
    }
    found.extend(words.iter().filter_map(|word| word.strip_prefix("--filename=").or(word.strip_prefix("-f="))));
    let is_plain = |path: &&str| !path.contains(['$', '{', '<', '*', '`', '"', '\'', ':']) && !path.starts_with('-');
    found.into_iter().filter(is_plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_those_that_are_written_out_and_applied_with_all_below() {
        let found: [(&str, &[&str]); 9] = [
            ("kubectl apply -R -f deploy/", &["deploy/"]),
            ("kubectl apply -f a -f ./b --recursive --prune && kubectl get pods -f c", &["a", "./b"]),
            ("kubectl apply -Rf manifests; echo done", &["manifests"]),
            ("kubectl apply --server-side --recursive=true --filename=k8s", &["k8s"]),
            ("kubectl apply -f deploy/", &[]),
            ("kubectl apply -R -f ${DIR}/app", &[]),
            ("kubectl delete -R -f deploy", &[]),
            ("kubectl apply -R -f", &[]),
            ("kubectl", &[]),
        ];
        for (text, folders) in found {
            assert_eq!(of_command(text), folders, "{text}");
        }
    }
}
