//! What the tests of pages and of whole repositories share.

#![allow(dead_code, reason = "each test takes the part that it needs")]

use infralint::kind::{Charts, Companions, FileKind, Named, by_content};
use infralint::source::{Files, SourceFile};
use similar::{ChangeTag, TextDiff};

/// Whether the expected texts are to be written instead of compared.
pub fn update() -> bool {
    std::env::var_os("UPDATE").is_some_and(|value| value == "1")
}

/// The files of a small repository. What is no infrastructure is only a name.
pub fn files(texts: Vec<(String, String)>) -> Files {
    let charts = Charts::new(texts.iter().map(|(path, _)| path.as_str()));
    let mut known = Vec::new();
    let mut others = Vec::new();
    let mut named = Named::default();
    let mut companions = Companions::default();
    for (path, text) in texts {
        match charts.detect(&path, text.as_bytes()) {
            Some(kind) => {
                named.note(&path, kind, &text);
                companions.note(kind);
                known.push(SourceFile::new(path, kind, text));
            }
            None => others.push((path, text)),
        }
    }
    // Commands may name files of variables.
    for (path, text) in &others {
        if let Some(kind) = by_content(path, companions.verdict(path), text) {
            named.note(path, kind, text);
        }
    }
    let mut unread = Vec::new();
    for (path, text) in others {
        let as_named = by_content(&path, named.verdict(&path), &text);
        match as_named.or_else(|| by_content(&path, companions.verdict(&path), &text)) {
            Some(FileKind::Script) => known.push(script(path, FileKind::Script, text)),
            Some(kind) => known.push(SourceFile::new(path, kind, text)),
            None => unread.push(path),
        }
    }
    Files::new(known, unread)
}

/// What a page cannot show of a script is in its name: `plain.sh` may not be executed, and the lines of `windows.sh` end as on Windows.
fn script(path: String, kind: FileKind, text: String) -> SourceFile {
    let name = path.rsplit('/').next().unwrap_or(&path).to_owned();
    let text = if name.starts_with("windows") && !text.contains('\r') { text.replace('\n', "\r\n") } else { text };
    SourceFile::new(path, kind, text).with_mode(!name.starts_with("plain"))
}

/// Where two texts differ, line by line.
pub fn difference(expected: &str, actual: &str) -> String {
    let diff = TextDiff::from_lines(expected, actual);
    let lines = diff.iter_all_changes().map(|change| {
        let mark = match change.tag() {
            ChangeTag::Delete => "expected ",
            ChangeTag::Insert => "actual   ",
            ChangeTag::Equal => "         ",
        };
        format!("    {mark}| {}\n", change.value().trim_end_matches('\n'))
    });
    lines.collect()
}
