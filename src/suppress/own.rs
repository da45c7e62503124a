//! Our own comments: `infralint: ignore[rule, family/*] reason` and `infralint: ignore-file[...] reason`.

use super::cover::Outline;
use super::{Ignore, Name, Target};
use crate::config::pattern::matches_id;
use crate::rules;
use crate::source::Span;

/// What such a comment is told by, in any case and with white space before the colon.
const MARK: &str = "infralint";

/// Whether a text may have such a comment.
pub(super) fn may_be_in(text: &str) -> bool {
    [MARK, "Infralint", "INFRALINT", "InfraLint"].into_iter().any(|mark| text.contains(mark))
}

/// The rules that a pattern stands for.
fn rules_of(pattern: &str) -> Vec<Target> {
    let pattern = pattern.to_ascii_lowercase();
    let ids = rules::all().map(|rule| rule.id).filter(|id| matches_id(&pattern, id));
    ids.map(|rule| Target { rule, check: None }).collect()
}

/// Reads a comment, if it is addressed to us.
pub(super) fn read(outline: &Outline<'_>, comment: Span) -> Option<Ignore> {
    let text = outline.text(comment);
    let body = body(text);
    let (start, directive) = directive(&text[..body.end], body.start)?;
    let stands_alone = outline.stands_alone(comment);
    let names = names(text, directive.list.clone(), comment);
    let reason = text[directive.end..body.end].trim().trim_start_matches(['-', ':', '–', '—']).trim();
    let whole_comment = text[body.start..start].trim().is_empty();
    let own_part = comment.part(text[..start].trim_end().len()..body.end);
    Some(Ignore {
        covers: if directive.whole_file { Some(outline.whole()) } else { outline.covered_by(comment) },
        names,
        reason: (!reason.is_empty()).then(|| reason.split_whitespace().collect::<Vec<_>>().join(" ")),
        removal: (!text.starts_with("{{"))
            .then(|| if whole_comment { removal(outline, comment, stands_alone) } else { own_part }),
        span: if whole_comment { comment } else { comment.part(start..body.end) },
        is_own: true,
    })
}

/// The part of a comment between its marks.
fn body(text: &str) -> std::ops::Range<usize> {
    let inner = text.trim_end();
    let inner = inner.strip_suffix("}}").map_or(inner, |rest| rest.trim_end_matches('-').trim_end());
    let end = inner.strip_suffix("*/").unwrap_or(inner).trim_end().len();
    let start = text.len() - text.trim_start_matches(['#', '/', '*', '{', '-', ' ', '\t']).len();
    start.min(end)..end
}

/// What a comment says, in bytes from its start.
struct Directive {
    whole_file: bool,
    /// What stands in the brackets.
    list: std::ops::Range<usize>,
    /// Where the reason begins.
    end: usize,
}

/// Finds the directive in a text after `from`, and where it begins. `ignore` without a list is one too: it names nothing, which is
/// reported.
fn directive(text: &str, from: usize) -> Option<(usize, Directive)> {
    let lower = text.to_ascii_lowercase();
    let mut at = from;
    loop {
        let start = lower[at..].find(MARK)? + at;
        at = start + MARK.len();
        let is_word = start == 0 || !lower[..start].ends_with(|c: char| c.is_alphanumeric() || "/-_.`'\"".contains(c));
        // Between backticks it is spoken of, not meant.
        let is_quoted = lower[..start].matches('`').count() % 2 == 1;
        let Some(rest) = lower[at..].trim_start().strip_prefix(':').filter(|_| is_word && !is_quoted) else { continue };
        let word = rest.trim_start();
        let Some(after) = word.strip_prefix("ignore") else { continue };
        let (whole_file, after) = after.strip_prefix("-file").map_or((false, after), |after| (true, after));
        if after.starts_with(|c: char| c.is_alphanumeric() || c == '-' || c == '_') {
            continue;
        }
        let opened = after.trim_start().strip_prefix('[');
        let begin = lower.len() - opened.unwrap_or(after).len();
        let length = if opened.is_some() { lower[begin..].find(']') } else { Some(0) };
        let closed = usize::from(opened.is_some() && length.is_some());
        let end = begin + length.unwrap_or(lower.len() - begin);
        return Some((start, Directive { whole_file, list: begin..end, end: end + closed }));
    }
}

/// The names of a list between commas.
fn names(text: &str, list: std::ops::Range<usize>, comment: Span) -> Vec<Name> {
    let mut names = Vec::new();
    let mut at = list.start;
    for part in text[list.clone()].split(',') {
        let end = at + part.len();
        let name = part.trim();
        if !name.is_empty() {
            let start = at + part.len() - part.trim_start().len();
            // With the comma before it, or as the first one with that after it.
            let removal = if at > list.start {
                at - 1..end
            } else {
                let next = text[end..list.end].trim_start_matches(',').trim_start();
                start..list.end - next.len()
            };
            names.push(Name {
                text: name.to_owned(),
                span: comment.part(start..start + name.len()),
                removal: comment.part(removal),
                targets: rules_of(name),
                used: false,
            });
        }
        at = end + 1;
    }
    names
}

/// The bytes that go with a comment: its line if it stands alone, else also the white space before it.
fn removal(outline: &Outline<'_>, comment: Span, stands_alone: bool) -> Span {
    let line = outline.line(comment.start);
    if !stands_alone {
        let before = outline.text(Span { end: comment.start, ..line });
        return Span { start: line.start + before.trim_end().len() as u32, ..comment };
    }
    let whole = outline.whole();
    let last = outline.line(comment.end);
    // A comment may hold the carriage return that ends its line.
    let after = outline.text(Span { start: comment.end.min(last.end), ..last });
    if !after.trim().is_empty() {
        return comment;
    }
    let ending = &outline.text(Span { start: last.end, ..whole });
    let length = if ending.starts_with("\r\n") { 2 } else { usize::from(ending.starts_with('\n')) };
    Span { start: line.start, end: last.end + length as u32, ..comment }
}
