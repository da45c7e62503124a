//! The values of strings without templates.

use std::borrow::Cow;

use super::arena::Data;
use super::ast_expression::Expression;

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

/// A `<<-` heredoc without the indentation that all its lines share.
fn without_indentation(raw: &str) -> String {
    let width = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let shared = raw.lines().filter(|line| !line.trim().is_empty()).map(width).min().unwrap_or(0);
    raw.split_inclusive('\n').map(|line| &line[shared.min(width(line))..]).collect()
}

impl<'a> Expression<'a> {
    /// The value of a string or heredoc without templates; nothing for anything else.
    pub fn string(self) -> Option<Cow<'a, str>> {
        let text = self.text();
        match self.data().data {
            Data::String { escaped: false } => Some(Cow::Borrowed(&text[1..text.len() - 1])),
            Data::String { escaped: true } => Some(Cow::Owned(decode(&text[1..text.len() - 1], true))),
            Data::Template(parts) if self.is_literal_template(parts) => {
                Some(Cow::Owned(decode(&text[1..text.len() - 1], true)))
            }
            Data::Heredoc(parts) if self.is_literal_template(parts) => {
                let raw = &text[text.find('\n').map_or(text.len(), |newline| newline + 1)..];
                let raw = &raw[..raw.rfind('\n').map_or(0, |newline| newline + 1)];
                let value = if text.starts_with("<<-") { without_indentation(raw) } else { raw.to_owned() };
                Some(Cow::Owned(decode(&value, false)))
            }
            _ => None,
        }
    }

    /// Whether it is a heredoc.
    pub fn is_heredoc(self) -> bool {
        matches!(self.data().data, Data::Heredoc(_))
    }
}
