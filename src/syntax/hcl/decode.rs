//! The values of strings without templates.

use std::borrow::Cow;

use super::arena::Data;
use super::ast_expression::Expression;
use crate::source::Span;

/// How long the escape sequence is that starts here, if it is one.
pub(super) fn escape_length(text: &str) -> Option<usize> {
    let hex = |from: usize, count: usize| {
        let digits = text.as_bytes().get(from..from + count)?;
        let code = u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?;
        (digits.iter().all(u8::is_ascii_hexdigit) && char::from_u32(code).is_some()).then_some(from + count)
    };
    match text.as_bytes().get(1)? {
        b'n' | b'r' | b't' | b'"' | b'\\' => Some(2),
        b'u' => hex(2, 4),
        b'U' => hex(2, 8),
        _ => None,
    }
}

/// The character of an escape sequence.
fn unescape(sequence: &str) -> char {
    match sequence.as_bytes()[1] {
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' | b'U' => u32::from_str_radix(&sequence[2..], 16).ok().and_then(char::from_u32).unwrap_or('\u{fffd}'),
        other => char::from(other),
    }
}

/// The value of a literal: in a quoted string with escapes, in a heredoc without.
fn decode(raw: &str, has_escapes: bool) -> String {
    let mut value = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find(['\\', '$', '%']) {
        let (before, from) = rest.split_at(at);
        value.push_str(before);
        let length = if from.starts_with("$${") || from.starts_with("%%{") {
            value.push_str(&from[1..3]);
            3
        } else if let Some(length) = escape_length(from).filter(|_| has_escapes && from.starts_with('\\')) {
            value.push(unescape(&from[..length]));
            length
        } else {
            value.push_str(&from[..1]);
            1
        };
        rest = &from[length..];
    }
    value.push_str(rest);
    value
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t']).len()
}

/// A `<<-` heredoc without the indentation that all its lines share.
fn without_indentation(raw: &str, shared: usize) -> String {
    raw.split_inclusive('\n').map(|line| &line[shared.min(indentation(line))..]).collect()
}

impl<'a> Expression<'a> {
    /// The value of a string or heredoc without templates; nothing for anything else.
    pub fn string(self) -> Option<Cow<'a, str>> {
        let (text, raw) = (self.text(), self.content()?);
        match self.data().data {
            Data::String { escaped: false } => Some(Cow::Borrowed(raw)),
            Data::String { escaped: true } => Some(Cow::Owned(decode(raw, true))),
            Data::Heredoc(parts) if self.is_literal_template(parts) => {
                let flush = text.starts_with("<<-").then(|| without_indentation(raw, self.shared_indentation()));
                let value = flush.as_deref().unwrap_or(raw);
                let is_plain = flush.is_none() && !value.contains("$${") && !value.contains("%%{");
                Some(if is_plain { Cow::Borrowed(raw) } else { Cow::Owned(decode(value, false)) })
            }
            _ => None,
        }
    }

    /// What is written between the quotes of a string, or between the first and the last line of a heredoc.
    fn content(self) -> Option<&'a str> {
        let text = self.text();
        match self.data().data {
            Data::String { .. } | Data::Template(_) => text.get(1..text.len() - 1),
            Data::Heredoc(_) => {
                let lines = &text[text.find('\n').map_or(text.len(), |newline| newline + 1)..];
                Some(&lines[..lines.rfind('\n').map_or(0, |newline| newline + 1)])
            }
            _ => None,
        }
    }

    /// Where [`content`](Self::content) is, without the first line's share of the common indentation.
    pub(super) fn content_span(self) -> Option<Span> {
        let content = self.content()?;
        let start = self.text().len() - content.len() - self.content_end();
        let indented = self.shared_indentation().min(indentation(content));
        Some(self.span().part(start + indented..start + content.len()))
    }

    /// How many bytes of the text come after the content.
    fn content_end(self) -> usize {
        let text = self.text();
        if self.is_heredoc() { text.len() - text.rfind('\n').map_or(0, |newline| newline + 1) } else { 1 }
    }

    /// How many blanks all lines of a `<<-` heredoc begin with; 0 for anything else.
    pub(super) fn shared_indentation(self) -> usize {
        let raw = self.content().filter(|_| self.text().starts_with("<<-")).unwrap_or_default();
        raw.lines().filter(|line| !line.trim().is_empty()).map(indentation).min().unwrap_or(0)
    }

    /// Whether it is a heredoc.
    pub fn is_heredoc(self) -> bool {
        matches!(self.data().data, Data::Heredoc(_))
    }
}
