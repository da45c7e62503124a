//! Strings, numbers and words of JSON.

use std::ops::Range;

use super::{Next, Reader};
use crate::source::Span;
use crate::tree::{Kind, Scalar, Style, decode};

impl Reader<'_> {
    /// Takes a string, which ends with its line at the latest.
    pub(super) fn string(&mut self, is_key: bool) {
        let bytes = self.source.as_bytes();
        let start = self.at;
        let mut at = start + 1;
        let mut has_escapes = false;
        let closed = loop {
            match bytes.get(at) {
                Some(b'"') => break true,
                None | Some(b'\n' | b'\r') => break false,
                Some(b'\\') => {
                    has_escapes = true;
                    at = self.escape(at);
                }
                Some(byte) if *byte < b' ' => {
                    self.problem(at..at + 1, "a control character cannot stand in a string", "write it as an escape");
                    at += 1;
                }
                Some(_) => at += 1,
            }
        };
        let end = if closed { at + 1 } else { at };
        self.at = end;
        if !closed {
            self.problem(start..end, "this string is never closed", "add the closing quote");
        }
        let source = &self.source[start..end];
        let decoded = match (closed, has_escapes) {
            (true, true) => decode(Style::DoubleQuoted, source),
            (true, false) => None,
            (false, _) => Some(source[1..].to_owned()),
        };
        self.text(start..end, Style::DoubleQuoted, decoded, is_key);
    }

    /// Goes over the escape at a backslash.
    pub(super) fn escape(&mut self, at: usize) -> usize {
        let rest = &self.source[at + 1..];
        let is_good = match rest.as_bytes().first() {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => true,
            Some(b'u') => rest.get(1..5).is_some_and(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit())),
            _ => false,
        };
        let length = rest.chars().next().filter(|next| !matches!(next, '\n' | '\r')).map_or(0, char::len_utf8);
        if !is_good {
            self.problem(at..at + 1 + length, "JSON does not know this escape", "double the backslash");
        }
        at + 1 + length
    }

    pub(super) fn text(&mut self, range: Range<usize>, style: Style, decoded: Option<String>, is_key: bool) {
        let span = Span::new(self.file, range);
        let id = self.builder.scalar(Scalar { kind: Kind::String, style, span, decoded, indentation: 0 });
        let is_unknown = self.placeholders.are_in(self.builder.text(id));
        if is_unknown {
            self.builder.set_kind(id, Kind::Unknown);
        }
        if !is_key {
            self.value_done();
            return;
        }
        if !is_unknown {
            self.keys.note(&self.builder, id, id);
        }
        self.comma = None;
        self.next = Next::Colon;
    }

    /// The end of the word that begins here.
    pub(super) fn word_end(&self) -> usize {
        let is_end = |letter: char| letter.is_whitespace() || matches!(letter, ',' | ':' | '{' | '}' | '[' | ']' | '"');
        let mut letters = self.source[self.at..].char_indices();
        letters.next();
        letters.find(|(_, letter)| is_end(*letter)).map_or(self.source.len(), |(at, _)| self.at + at)
    }

    pub(super) fn bare_key(&mut self) {
        let range = self.at..self.word_end();
        self.problem(range.clone(), "a key has to be text in double quotes", "put it in double quotes");
        self.at = range.end;
        self.text(range, Style::Plain, None, true);
    }

    /// Takes a number, `true`, `false` or `null`.
    pub(super) fn word(&mut self) {
        let range = self.at..self.word_end();
        let word = &self.source[range.clone()];
        let kind = match word {
            "true" | "false" => Kind::Bool,
            "null" => Kind::Null,
            _ => number(word).unwrap_or(Kind::Unknown),
        };
        self.at = range.end;
        if kind == Kind::Unknown {
            self.problem(range.clone(), "this is no JSON value", "put it in double quotes if it is text");
        }
        let span = Span::new(self.file, range);
        self.builder.scalar(Scalar { kind, style: Style::Plain, span, decoded: None, indentation: 0 });
        self.value_done();
    }
}

/// What sort of number a word is, if it is one (RFC 8259, section 6).
fn number(word: &str) -> Option<Kind> {
    let unsigned = word.strip_prefix('-').unwrap_or(word);
    let digits = |text: &str| text.len() - text.trim_start_matches(|digit: char| digit.is_ascii_digit()).len();
    let whole = digits(unsigned);
    if whole == 0 || whole > 1 && unsigned.starts_with('0') {
        return None;
    }
    let mut rest = &unsigned[whole..];
    if rest.is_empty() {
        return Some(Kind::Int);
    }
    if let Some(fraction) = rest.strip_prefix('.') {
        let length = digits(fraction);
        if length == 0 {
            return None;
        }
        rest = &fraction[length..];
    }
    if let Some(exponent) = rest.strip_prefix(['e', 'E']) {
        let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        let length = digits(exponent);
        if length == 0 {
            return None;
        }
        rest = &exponent[length..];
    }
    rest.is_empty().then_some(Kind::Float)
}
