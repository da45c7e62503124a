//! Edits into texts.

use std::collections::BTreeSet;

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
pub fn apply<'x>(files: &Files, wanted: impl IntoIterator<Item = &'x Fix>) -> Applied {
    let mut sorted: Vec<&Fix> = wanted.into_iter().filter(|fix| !fix.edits.is_empty()).collect();
    sorted.sort_by(|a, b| a.edits.cmp(&b.edits));
    let mut accepted: FxHashMap<FileId, BTreeSet<Edit>> = FxHashMap::default();
    let mut applied = Applied::default();
    for fix in sorted {
        let edits: Vec<Edit> = fix.edits.iter().map(|edit| fitted(files, edit)).collect();
        let fits = |edit: &Edit| accepted.get(&edit.span.file).is_none_or(|others| fits_between(edit, others));
        if overlap_each_other(&edits) || !edits.iter().all(fits) {
            continue;
        }
        applied.fixes += 1;
        for edit in edits {
            accepted.entry(edit.span.file).or_default().insert(edit);
        }
    }
    applied.texts = accepted.into_iter().map(|(file, edits)| (file, splice(files.get(file).text(), &edits))).collect();
    applied.texts.retain(|(file, text)| files.get(*file).text() != text);
    applied.texts.sort_by_key(|(file, _)| *file);
    applied
}

/// The edit as it suits the file: after a byte order mark, and with the file's own line endings.
fn fitted(files: &Files, edit: &Edit) -> Edit {
    let file = files.get(edit.span.file);
    let text = file.text();
    let mut span = edit.span;
    if text.starts_with('\u{feff}') {
        span.start = span.start.max(3);
        span.end = span.end.max(3);
    }
    let second_line = file.line_starts().get(1);
    let inserted = if second_line.is_some_and(|start| text[..*start as usize].ends_with("\r\n")) {
        edit.text.replace("\r\n", "\n").replace('\n', "\r\n")
    } else {
        edit.text.clone()
    };
    Edit { span, text: inserted }
}

/// Whether an edit can be made beside others, or is one of them. Those do not overlap, so that only the ones next to it matter.
fn fits_between(edit: &Edit, others: &BTreeSet<Edit>) -> bool {
    let after = Edit::replace(Span { start: edit.span.end, end: u32::MAX, ..edit.span }, "");
    let before = others.range(..=after).rev();
    let mut near = before.take_while(|other| other.span.end >= edit.span.start);
    near.all(|other| other == edit || !overlap(other.span, edit.span))
}

/// Whether two edits cannot both be made as they are: they share bytes, or one inserts at an edge of the other.
fn overlap(a: Span, b: Span) -> bool {
    if a.is_empty() || b.is_empty() { a.start <= b.end && b.start <= a.end } else { a.start < b.end && b.start < a.end }
}

/// Whether edits of one fix share bytes.
fn overlap_each_other(edits: &[Edit]) -> bool {
    let mut spans: Vec<Span> = edits.iter().map(|edit| edit.span).collect();
    spans.sort_unstable();
    spans.windows(2).any(|pair| pair[0].file == pair[1].file && pair[1].start < pair[0].end)
}

/// The text with the edits made.
fn splice(text: &str, edits: &BTreeSet<Edit>) -> String {
    let mut result = String::with_capacity(text.len());
    let mut done = 0;
    for edit in edits {
        let range = edit.span.range();
        result.push_str(&text[done..range.start.max(done)]);
        result.push_str(&edit.text);
        done = range.end;
    }
    result.push_str(&text[done..]);
    result
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use proptest::prelude::*;

    use super::*;
    use crate::fix::Safety;
    use crate::kind::FileKind;
    use crate::source::SourceFile;

    fn files(texts: &[&str]) -> Files {
        let file = |(at, text): (usize, &&str)| SourceFile::new(format!("{at}"), FileKind::Dockerfile, *text);
        Files::new(texts.iter().enumerate().map(file).collect(), Vec::new())
    }

    fn fix(places: &[(u32, Range<usize>, &str)]) -> Fix {
        let edit = |(file, range, text): &(u32, Range<usize>, &str)| {
            Edit::replace(Span::new(FileId(*file), range.clone()), *text)
        };
        Fix { title: "mend it".into(), safety: Safety::Safe, edits: places.iter().map(edit).collect() }
    }

    /// The texts after one pass and the number of fixes in it.
    fn pass(texts: &[&str], offered: &[Fix]) -> (Vec<String>, usize) {
        let mut files = files(texts);
        let applied = apply(&files, offered);
        for (id, text) in applied.texts {
            files.replace_text(id, text);
        }
        (files.iter().map(|(_, file)| file.text().to_owned()).collect(), applied.fixes)
    }

    #[test]
    fn of_overlapping_fixes_the_first_is_applied() {
        let fixes = [fix(&[(0, 2..5, "X")]), fix(&[(0, 0..3, "Y")]), fix(&[(0, 5..6, "Z")])];
        assert_eq!(pass(&["abcdefg"], &fixes), (vec!["YdeZg".into()], 2));
    }

    #[test]
    fn a_fix_is_applied_in_all_its_files_or_in_none() {
        let fixes =
            [fix(&[(0, 0..2, "X")]), fix(&[(0, 1..3, "Y"), (1, 0..1, "Z")]), fix(&[(1, 2..2, "!"), (0, 4..4, "!")])];
        assert_eq!(pass(&["abcd", "efg"], &fixes), (vec!["Xcd!".into(), "ef!g".into()], 2));
    }

    #[test]
    fn two_insertions_at_one_place_are_not_made_for_each_other_but_equal_ones_are_one() {
        assert_eq!(pass(&["ab"], &[fix(&[(0, 1..1, "X")]), fix(&[(0, 1..1, "Y")])]), (vec!["aXb".into()], 1));
        assert_eq!(pass(&["ab"], &[fix(&[(0, 1..1, "X")]), fix(&[(0, 1..1, "X")])]), (vec!["aXb".into()], 2));
        assert_eq!(pass(&["ab"], &[fix(&[(0, 0..1, "X")]), fix(&[(0, 1..1, "Y")])]), (vec!["Xb".into()], 1));
    }

    #[test]
    fn a_fix_that_overlaps_itself_is_never_applied() {
        assert_eq!(pass(&["abcd"], &[fix(&[(0, 0..3, "X"), (0, 2..4, "Y")])]), (vec!["abcd".into()], 0));
    }

    #[test]
    fn line_endings_and_byte_order_mark_are_kept() {
        let fixes = [fix(&[(0, 0..0, "# new\n")]), fix(&[(0, 8..8, "USER a\n")])];
        let (texts, count) = pass(&["\u{feff}FROM x\r\nRUN y\r\n"], &fixes);
        assert_eq!((texts[0].as_str(), count), ("\u{feff}# new\r\nFROM USER a\r\nx\r\nRUN y\r\n", 2));
    }

    proptest! {
        /// Nothing outside of the edits is lost or moved.
        #[test]
        fn what_is_not_edited_stays(
            text in "[a-zé\\n]{0,60}",
            places in prop::collection::vec((0_usize..80, 0_usize..10, "[A-Z]{0,4}"), 0..12),
        ) {
            let boundary = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
            let fixes: Vec<Fix> = places
                .iter()
                .map(|(start, length, new)| fix(&[(0, boundary(*start)..boundary(start + length), new)]))
                .collect();
            let files = files(&[&text]);
            let applied = apply(&files, &fixes);
            let result = applied.texts.first().map_or(text.as_str(), |(_, text)| text.as_str());
            prop_assert!(applied.fixes <= fixes.len());
            // Capitals come only from the edits, all else only from the text.
            let touched: usize = fixes.iter().map(|fix| fix.edits[0].span.len()).sum();
            let left: Vec<char> = result.chars().filter(|c| !c.is_ascii_uppercase()).collect();
            let lost = text.len() - left.iter().map(|c| c.len_utf8()).sum::<usize>();
            prop_assert!(lost <= touched);
            let untouched = |at: usize| fixes.iter().all(|fix| !fix.edits[0].span.range().contains(&at));
            let outside: String = text.char_indices().filter(|(at, _)| untouched(*at)).map(|(_, c)| c).collect();
            let mut rest = left.iter();
            prop_assert!(outside.chars().all(|c| rest.any(|other| *other == c)));
        }
    }
}
