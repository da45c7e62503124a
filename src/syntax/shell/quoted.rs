//! Quotes, and all other text in which blanks end no word.

use super::ast::{Part, PartKind, TextRange};
use super::parser::Parser;
use super::word::table;

/// In what a piece of text stands where blanks end no word.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Within {
    /// `"..."`
    DoubleQuotes,
    /// The lines of a here-document.
    HereDocument,
    /// `${name:-...}`
    Braces {
        /// Whether the whole expansion stands in double quotes or a here-document.
        is_quoted: bool,
        /// Whether the operator takes a pattern, as `#`, `%` and `/` do.
        is_pattern: bool,
    },
}

impl Within {
    /// The byte that ends it; `None` for the end of the text.
    fn close(self) -> Option<u8> {
        match self {
            Self::DoubleQuotes => Some(b'"'),
            Self::HereDocument => None,
            Self::Braces { .. } => Some(b'}'),
        }
    }

    /// Whether expansions in it are not split into words.
    fn is_quoted(self) -> bool {
        !matches!(self, Self::Braces { is_quoted: false, .. })
    }

    /// Whether `'` quotes in it: POSIX.1-2024, XCU 2.6.2. bash wants them in pairs in `"${name:-...}"` as well, but not where it is `sh`.
    fn has_single_quotes(self) -> bool {
        matches!(self, Self::Braces { is_quoted: false, .. } | Self::Braces { is_pattern: true, .. })
    }
}

impl Parser<'_> {
    /// Reports the quote at `start` as not closed.
    pub(super) fn unclosed(&mut self, start: usize) {
        let range = TextRange::new(start, start + 1);
        let quote = range.of(self.text);
        self.problem(range, format!("`{quote}` is not closed"));
    }

    pub(super) fn single_quoted(&mut self) -> Part {
        let start = self.at;
        let mut kind = PartKind::SingleQuoted;
        self.at += 1;
        loop {
            let rest = &self.bytes[self.at..];
            let next = rest.iter().position(|byte| matches!(byte, b'\'' | b'$' | b'{' | b'<'));
            self.at += next.unwrap_or(rest.len());
            match self.peek() {
                None => {
                    self.unclosed(start);
                    break;
                }
                Some(b'\'') => {
                    self.at += 1;
                    break;
                }
                Some(_) => match self.placeholder() {
                    Some(length) => {
                        kind = PartKind::Placeholder;
                        self.at += length;
                    }
                    None => self.at += 1,
                },
            }
        }
        Part { range: self.since(start), kind }
    }

    pub(super) fn ansi_quoted(&mut self) -> Part {
        let start = self.at;
        self.at += 2;
        loop {
            match self.peek() {
                None => {
                    self.unclosed(start + 1);
                    break;
                }
                Some(b'\'') => {
                    self.at += 1;
                    break;
                }
                Some(byte) => {
                    self.step_over_quoted(byte);
                }
            }
        }
        Part { range: self.since(start), kind: PartKind::AnsiQuoted }
    }

    /// Steps over one byte, or a backslash and the character after it.
    pub(super) fn step_over_quoted(&mut self, byte: u8) {
        self.at += 1;
        if byte == b'\\' {
            // The bytes after the first of a character are 0x80 to 0xbf.
            let rest = &self.bytes[self.at..];
            let more = rest.iter().skip(1).take_while(|byte| (0x80..0xc0).contains(*byte)).count();
            self.at += if rest.is_empty() { 0 } else { 1 + more };
        }
    }

    pub(super) fn double_quoted(&mut self) -> Part {
        let start = self.at;
        self.at += 1;
        if !self.enter() {
            return Part { range: self.since(start), kind: PartKind::Placeholder };
        }
        let parts = self.quoted_parts(Within::DoubleQuotes);
        self.leave();
        if !self.eat("\"") {
            self.unclosed(start);
        }
        Part { range: self.since(start), kind: PartKind::DoubleQuoted(parts) }
    }

    /// The pieces of quoted text up to what ends it, which is not stepped over.
    pub(super) fn quoted_parts(&mut self, within: Within) -> Vec<Part> {
        let in_braces = matches!(within, Within::Braces { .. });
        let mut parts = Vec::new();
        let mut literal = self.at;
        let add_literal = |parts: &mut Vec<Part>, start: usize, end: usize| {
            if start < end {
                let kind = if in_braces { PartKind::Literal } else { PartKind::QuotedLiteral };
                parts.push(Part { range: TextRange::new(start, end), kind });
            }
        };
        loop {
            let rest = &self.bytes[self.at..];
            self.at += rest.iter().position(|byte| IS_SPECIAL_QUOTED[*byte as usize]).unwrap_or(rest.len());
            let start = self.at;
            let part = match self.peek() {
                None => break,
                byte if byte == within.close() => break,
                Some(b'"') if in_braces => Some(self.double_quoted()),
                Some(b'\'') if within.has_single_quotes() => Some(self.single_quoted()),
                Some(b'$') if within.has_single_quotes() && self.peek_at(1) == Some(b'\'') => Some(self.ansi_quoted()),
                Some(byte) => self.quoted_part(byte, within.is_quoted()),
            };
            match part {
                Some(part) => {
                    add_literal(&mut parts, literal, start);
                    literal = self.at;
                    parts.push(part);
                }
                None => {
                    if let Some(byte) = self.peek() {
                        self.step_over_quoted(byte);
                    }
                }
            }
        }
        add_literal(&mut parts, literal, self.at);
        parts
    }

    /// The piece that `byte` begins here where blanks end no word, if it begins one.
    pub(super) fn quoted_part(&mut self, byte: u8, is_quoted: bool) -> Option<Part> {
        if let Some(part) = self.placeholder_part(byte) {
            return Some(part);
        }
        match byte {
            b'`' => Some(self.backticks()),
            b'$' => self.expansion(is_quoted),
            _ => None,
        }
    }

    /// The placeholder that `byte` begins here, if it begins one.
    pub(super) fn placeholder_part(&mut self, byte: u8) -> Option<Part> {
        if !matches!(byte, b'$' | b'{' | b'<') {
            return None;
        }
        let start = self.at;
        self.at += self.placeholder()?;
        Some(Part { range: self.since(start), kind: PartKind::Placeholder })
    }
}

/// The bytes that may end quoted text or begin something in it.
static IS_SPECIAL_QUOTED: [bool; 256] = table(b"\"'\\$`{<}");
