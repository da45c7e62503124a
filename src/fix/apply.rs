//! Edits into texts.

use rustc_hash::FxHashMap;

use super::{Edit, Fix};
use crate::source::{FileId, Files, Span};

/// The outcome of one pass over some fixes.
#[derive(Debug, Default)]
pub struct Applied {
    /// The files that changed, in the order of their ids, with their new texts.
    pub texts: Vec<(FileId, String)>,
    /// How many fixes were applied; the others overlap with them and have to wait for the next pass.
    pub fixes: usize,
}

/// Applies fixes in the order of their places. Of a fix all edits are applied or none; one that overlaps with an earlier one is left
/// out. Two insertions at the same place overlap, because the second was not made for what the first leaves. What is not edited stays
/// byte for byte.
pub fn apply<'x>(files: &Files, fixes: impl IntoIterator<Item = &'x Fix>) -> Applied {
    let mut sorted: Vec<&Fix> = fixes.into_iter().filter(|fix| !fix.edits.is_empty()).collect();
    sorted.sort_by(|a, b| a.edits.cmp(&b.edits));
    let mut accepted: FxHashMap<FileId, Vec<Edit>> = FxHashMap::default();
    let mut applied = Applied::default();
    for fix in sorted {
        let edits: Vec<Edit> = fix.edits.iter().map(|edit| fitted(files, edit)).collect();
        if overlap_each_other(&edits) {
            continue;
        }
        let fits = edits.iter().all(|edit| {
            let others = accepted.get(&edit.span.file).into_iter().flatten();
            others.into_iter().all(|other| other == edit || !overlap(other.span, edit.span))
        });
        if fits {
            applied.fixes += 1;
            for edit in edits {
                let others = accepted.entry(edit.span.file).or_default();
                if !others.contains(&edit) {
                    others.push(edit);
                }
            }
        }
    }
    applied.texts = accepted.into_iter().map(|(file, edits)| (file, splice(files.get(file).text(), edits))).collect();
    applied.texts.retain(|(file, text)| files.get(*file).text() != text);
    applied.texts.sort_by_key(|(file, _)| *file);
    applied
}

/// The edit as it suits the file: after a byte order mark, and with the file's own line endings.
fn fitted(files: &Files, edit: &Edit) -> Edit {
    let text = files.get(edit.span.file).text();
    let mut span = edit.span;
    if text.starts_with('\u{feff}') {
        span.start = span.start.max(3);
        span.end = span.end.max(3);
    }
    let first_line = text.split_inclusive('\n').next().unwrap_or_default();
    let inserted = if first_line.ends_with("\r\n") {
        edit.text.replace("\r\n", "\n").replace('\n', "\r\n")
    } else {
        edit.text.clone()
    };
    Edit { span, text: inserted }
}

/// Whether two edits cannot both be made as they are: they share bytes, or one inserts at an edge of the other.
fn overlap(a: Span, b: Span) -> bool {
    if a.is_empty() || b.is_empty() { a.start <= b.end && b.start <= a.end } else { a.start < b.end && b.start < a.end }
}

fn overlap_each_other(edits: &[Edit]) -> bool {
    edits.iter().enumerate().any(|(at, edit)| {
        edits[at + 1..].iter().any(|other| {
            let (a, b) = (edit.span, other.span);
            a.file == b.file && a.start < b.end && b.start < a.end
        })
    })
}

/// The text with the edits made.
fn splice(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let mut result = String::with_capacity(text.len());
    let mut done = 0;
    for edit in &edits {
        let range = edit.span.range();
        result.push_str(&text[done..range.start.max(done)]);
        result.push_str(&edit.text);
        done = range.end;
    }
    result.push_str(&text[done..]);
    result
}
