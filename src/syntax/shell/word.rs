//! Words and the pieces they are made of.

use super::Dialect;
use super::ast::{Few, Part, PartKind, TextRange, Word};
use super::parser::Parser;

/// How far a brace expansion or a bracket expression is looked for.
const NEAR: usize = 256;

/// The pieces of a word so far, and where the literal text after them begins.
struct Pieces {
    parts: Few<Part>,
    literal: usize,
}

impl Pieces {
    /// Adds the literal text up to `end`.
    fn flush(&mut self, end: usize) {
        if self.literal < end {
            self.parts.push(Part { range: TextRange::new(self.literal, end), kind: PartKind::Literal });
        }
    }

    /// Adds a piece after the literal text before it.
    fn push(&mut self, part: Part) {
        self.flush(part.range.start as usize);
        self.literal = part.range.end as usize;
        self.parts.push(part);
    }
}

impl Parser<'_> {
    /// The word here. With `declares`, `name=(...)` is an array, as after `declare` and `export`.
    pub(super) fn word(&mut self, declares: bool) -> Option<Word> {
        self.word_from(declares, false)
    }

    /// The value after `name=`, which may be an array.
    pub(super) fn word_after_equals(&mut self) -> Option<Word> {
        self.word_from(true, true)
    }

    fn word_from(&mut self, arrays: bool, is_value: bool) -> Option<Word> {
        let start = self.at;
        let mut pieces = Pieces { parts: Few::None, literal: start };
        loop {
            // Most of a word is letters: the table lets them pass without a closer look.
            let rest = &self.bytes[self.at..];
            self.at += rest.iter().position(|byte| IS_SPECIAL[*byte as usize]).unwrap_or(rest.len());
            let Some(byte) = self.peek() else { break };
            let after_equals = self.at > start && self.bytes[self.at - 1] == b'=' || is_value && self.at == start;
            if byte == b'(' && arrays && after_equals {
                let open = self.at;
                self.at += 1;
                let kind = if self.enter() {
                    let kind = self.array_words(open);
                    self.leave();
                    kind
                } else {
                    PartKind::Placeholder
                };
                pieces.push(Part { range: self.since(open), kind });
                break;
            }
            if let Some(part) = self.special_part(byte) {
                pieces.push(part);
            } else if !self.step_over_literal(byte) {
                break;
            }
        }
        pieces.flush(self.at);
        (self.at > start).then(|| Word { range: self.since(start), parts: pieces.parts })
    }

    /// The piece that `byte` begins here, outside of quotes, if it begins one.
    fn special_part(&mut self, byte: u8) -> Option<Part> {
        let start = self.at;
        if let Some(part) = self.placeholder_part(byte) {
            return Some(part);
        }
        match byte {
            b'\'' => Some(self.single_quoted()),
            b'"' => Some(self.double_quoted()),
            b'`' => Some(self.backticks()),
            b'$' if self.peek_at(1) == Some(b'\'') && self.dialect != Dialect::Dash => Some(self.ansi_quoted()),
            b'$' if self.peek_at(1) == Some(b'"') => {
                self.at += 1;
                let quoted = self.double_quoted();
                Some(Part { range: self.since(start), kind: quoted.kind })
            }
            b'$' => self.expansion(false),
            b'<' | b'>' if self.peek_at(1) == Some(b'(') => {
                self.at += 2;
                let body = self.until_parenthesis(start);
                Some(Part { range: self.since(start), kind: PartKind::Process(body) })
            }
            b'*' | b'?' | b'+' | b'@' | b'!' => self.glob(byte),
            b'[' => self.bracket_expression(),
            b'{' if matches!(self.dialect, Dialect::Bash | Dialect::Sh) => self.brace(),
            _ => None,
        }
    }

    /// Steps over one byte of literal text, with what a backslash quotes; `false` at the end of the word.
    fn step_over_literal(&mut self, byte: u8) -> bool {
        match byte {
            b' ' | b'\t' | b'\n' | b';' | b'&' | b'|' | b'<' | b'>' | b'(' | b')' => return false,
            b'\r' if matches!(self.peek_at(1), None | Some(b'\n')) => return false,
            b'\\' => {
                self.step_over_quoted(byte);
            }
            _ => self.at += 1,
        }
        true
    }

    /// The regular expression after `=~`: up to a blank outside of its parentheses.
    pub(super) fn regular_expression(&mut self) -> Option<Word> {
        let start = self.at;
        let mut pieces = Pieces { parts: Few::None, literal: start };
        let mut depth = 0_usize;
        while let Some(byte) = self.peek() {
            match byte {
                b' ' | b'\t' | b'\n' if depth == 0 => break,
                b'(' => depth += 1,
                b')' => depth = depth.saturating_sub(1),
                _ => {}
            }
            match byte {
                b'\'' => pieces.push(self.single_quoted()),
                b'"' => pieces.push(self.double_quoted()),
                _ => match self.quoted_part(byte, false) {
                    Some(part) => pieces.push(part),
                    None => self.step_over_quoted(byte),
                },
            }
        }
        pieces.flush(self.at);
        (self.at > start).then(|| Word { range: self.since(start), parts: pieces.parts })
    }

    /// A wildcard, or a pattern list of bash: `?(a|b)`.
    fn glob(&mut self, byte: u8) -> Option<Part> {
        let start = self.at;
        if self.peek_at(1) == Some(b'(') && self.dialect != Dialect::Dash {
            self.at += 1;
            self.step_over_parentheses();
            return Some(Part { range: self.since(start), kind: PartKind::Glob });
        }
        if !matches!(byte, b'*' | b'?') {
            return None;
        }
        self.at += 1;
        Some(Part { range: self.since(start), kind: PartKind::Glob })
    }

    /// Steps over `( ... )` with all that is nested in it, as text.
    fn step_over_parentheses(&mut self) {
        let start = self.at;
        let mut depth = 0;
        while let Some(byte) = self.peek() {
            match byte {
                b'(' => depth += 1,
                b')' => depth -= 1,
                b'\'' => {
                    self.single_quoted();
                    continue;
                }
                b'"' => {
                    self.double_quoted();
                    continue;
                }
                _ => {}
            }
            self.step_over_quoted(byte);
            if depth == 0 {
                return;
            }
        }
        self.unclosed(start);
    }

    /// `[abc]` if it is closed before the word ends. `[` alone is a command.
    fn bracket_expression(&mut self) -> Option<Part> {
        let rest = &self.bytes[self.at..];
        let stop = |byte: &u8| Self::is_delimiter(Some(*byte)) || matches!(byte, b'\'' | b'"' | b'$' | b'`' | b'\\');
        let within = rest.iter().take(NEAR).skip(2).position(|byte| *byte == b']' || stop(byte))? + 2;
        if rest[within] != b']' || rest.get(1).is_some_and(stop) {
            return None;
        }
        let start = self.at;
        self.at += within + 1;
        Some(Part { range: self.since(start), kind: PartKind::Glob })
    }

    /// `{a,b}` or `{1..3}`, without quotes and expansions in it.
    fn brace(&mut self) -> Option<Part> {
        let rest = &self.bytes[self.at..];
        let mut depth = 0;
        let mut expands = false;
        for (at, byte) in rest.iter().enumerate().take(NEAR) {
            match byte {
                b'{' => depth += 1,
                b'}' => depth -= 1,
                b',' => expands = true,
                b'.' if rest.get(at + 1) == Some(&b'.') => expands = true,
                b'\'' | b'"' | b'`' | b'\\' | b'$' => return None,
                byte if Self::is_delimiter(Some(*byte)) => return None,
                _ => {}
            }
            if depth == 0 {
                let start = self.at;
                self.at += at + 1;
                return expands.then(|| Part { range: self.since(start), kind: PartKind::Brace }).or_else(|| {
                    self.at = start;
                    None
                });
            }
        }
        None
    }
}

/// The bytes that may end a word or begin something in it.
static IS_SPECIAL: [bool; 256] = table(b" \t\r\n;&|<>()'\"`$\\*?[{+@!");

pub(super) const fn table(bytes: &[u8]) -> [bool; 256] {
    let mut table = [false; 256];
    let mut at = 0;
    while at < bytes.len() {
        table[bytes[at] as usize] = true;
        at += 1;
    }
    table
}
