//! Commands over several lines, which the builder joins before the shell sees them.

use std::ops::Range;

use super::Text;
use crate::syntax::shell::{self, Dialect, TextRange};

/// The comments in a script of RUN, in bytes of its text: each goes on to the end of the joined line.
pub fn shell_comments(script: &Text<'_>) -> Vec<Range<usize>> {
    if !script.as_str().contains('#') {
        return Vec::new();
    }
    shell::parse(script.as_str(), Dialect::Sh).comments.into_iter().map(TextRange::range).collect()
}

/// The words, in bytes of a text, that begin a line of the file and are not in quotes. The first line is left out.
pub fn words_at_line_start(text: &Text<'_>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut quote = None;
    let mut is_escaped = false;
    let mut end_before = text.span_of(0..0).start;
    let mut is_line_start = false;
    for (at, c) in text.as_str().char_indices() {
        let span = text.span_of(at..at + c.len_utf8());
        // Something lies between in the file: a line continuation.
        is_line_start |= span.start > end_before;
        end_before = span.end;
        if is_line_start && !c.is_whitespace() {
            if quote.is_none() {
                let length = text.as_str()[at..].find(char::is_whitespace).unwrap_or(text.len() - at);
                found.push(at..at + length);
            }
            is_line_start = false;
        }
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' if quote != Some('\'') => is_escaped = true,
            c if quote == Some(c) => quote = None,
            '"' | '\'' if quote.is_none() => quote = Some(c),
            _ => {}
        }
    }
    found
}
