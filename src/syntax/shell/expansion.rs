//! What `$` and backticks begin.

use super::ast::{Part, PartKind, Sequence, TextRange};
use super::parser::Parser;
use super::quoted::Within;

impl Parser<'_> {
    /// The expansion that begins with `$` here, if one does. In double quotes and here-documents `is_quoted`.
    pub(super) fn expansion(&mut self, is_quoted: bool) -> Option<Part> {
        let start = self.at;
        let kind = match self.peek_at(1)? {
            b'(' => self.parenthesised(start),
            b'{' => self.braced(start, is_quoted),
            b'[' => {
                self.at += 2;
                PartKind::Arithmetic(self.arithmetic_parts(b'[', b']', start))
            }
            byte if byte.is_ascii_alphabetic() || byte == b'_' => {
                self.at += 1;
                let name = self.name();
                PartKind::Parameter { name, operator: self.since(self.at), argument: Vec::new() }
            }
            byte if byte.is_ascii_digit() || b"@*#?-$!".contains(&byte) => {
                self.at += 2;
                let name = TextRange::new(start + 1, start + 2);
                PartKind::Parameter { name, operator: self.since(self.at), argument: Vec::new() }
            }
            _ => return None,
        };
        Some(Part { range: self.since(start), kind })
    }

    /// Steps over letters, digits and `_`.
    fn name(&mut self) -> TextRange {
        let start = self.at;
        let rest = &self.bytes[self.at..];
        self.at += rest.iter().position(|byte| !byte.is_ascii_alphanumeric() && *byte != b'_').unwrap_or(rest.len());
        self.since(start)
    }

    /// `$((...))` or `$(...)`.
    fn parenthesised(&mut self, start: usize) -> PartKind {
        if self.peek_at(2) == Some(b'(') && self.is_arithmetic(start + 1) {
            self.at += 3;
            let parts = self.arithmetic_parts(b'(', b')', start);
            self.eat(")");
            return PartKind::Arithmetic(parts);
        }
        self.at += 2;
        PartKind::Command(self.until_parenthesis(start))
    }

    /// The commands up to the `)` that closes what begins at `start`.
    pub(super) fn until_parenthesis(&mut self, start: usize) -> Sequence {
        if !self.enter() {
            return Sequence::default();
        }
        let outer = self.in_substitution;
        self.in_substitution |= self.bytes[start] != b'(';
        let body = self.closed_sequence(start);
        self.in_substitution = outer;
        self.leave();
        body
    }

    fn closed_sequence(&mut self, start: usize) -> Sequence {
        let mut body = self.sequence();
        while !self.eat(")") {
            if self.at >= self.end() {
                let opener = TextRange::new(start, if self.bytes[start] == b'(' { start + 1 } else { start + 2 });
                self.problem(opener, format!("`{}` is not closed", opener.of(self.text)));
                break;
            }
            self.unexpected();
            let more = self.sequence();
            body.items.extend(more.items);
        }
        body
    }

    /// Whether the parentheses that open at `open` (`((`) close together as `))`; else it is a subshell within a subshell.
    pub(super) fn is_arithmetic(&self, open: usize) -> bool {
        let mut depth = 0_usize;
        let mut at = open;
        while at < self.end() {
            match self.bytes[at] {
                b'\\' => at += 1,
                b'(' => depth += 1,
                b')' if depth == 2 => return self.bytes.get(at + 1) == Some(&b')'),
                b')' => depth = depth.saturating_sub(1),
                quote @ (b'\'' | b'"') => {
                    let rest = &self.bytes[at + 1..];
                    at += 1 + rest.iter().position(|byte| *byte == quote).unwrap_or(rest.len());
                }
                _ => {}
            }
            at += 1;
        }
        false
    }

    /// The expansions up to the bracket that closes an arithmetic expression, which is stepped over.
    pub(super) fn arithmetic_parts(&mut self, open: u8, close: u8, start: usize) -> Vec<Part> {
        let mut parts = Vec::new();
        if !self.enter() {
            return parts;
        }
        let mut depth = 1_usize;
        loop {
            let Some(byte) = self.peek() else {
                let opener = TextRange::new(start, start + 2);
                self.problem(opener, format!("`{}` is not closed", opener.of(self.text)));
                break;
            };
            if byte == open {
                depth += 1;
            } else if byte == close {
                depth -= 1;
                if depth == 0 {
                    self.at += 1;
                    break;
                }
            }
            match self.quoted_part(byte, true) {
                Some(part) => parts.push(part),
                None => self.step_over_quoted(byte),
            }
        }
        self.leave();
        parts
    }

    /// `${name...}`
    fn braced(&mut self, start: usize, is_quoted: bool) -> PartKind {
        self.at += 2;
        let mut name_start = self.at;
        // `${#name}` is a length and `${!name}` an indirection, but `${#}` and `${!}` are parameters themselves.
        if matches!(self.peek(), Some(b'#' | b'!'))
            && !matches!(self.peek_at(1), Some(b'}' | b':' | b'-' | b'+' | b'='))
        {
            self.at += 1;
            name_start = self.at;
        }
        let mut name = self.name();
        let is_nested = self.peek() == Some(b'$') && matches!(self.peek_at(1), Some(b'{' | b'('));
        if name.start == name.end && !is_nested && matches!(self.peek(), Some(byte) if b"@*#?-$!".contains(&byte)) {
            self.at += 1;
            name = self.since(name_start);
        }
        if self.peek() == Some(b'[') {
            self.subscript();
        }
        let operator_start = self.at;
        while self.at < operator_start + 2 && matches!(self.peek(), Some(byte) if b":-=?+#%/^,@~".contains(&byte)) {
            self.at += 1;
        }
        let operator = self.since(operator_start);
        let argument = if self.enter() {
            let is_pattern = operator.of(self.text).starts_with(['#', '%', '/', '^', ',']);
            let argument = self.quoted_parts(Within::Braces { is_quoted, is_pattern });
            self.leave();
            if !self.eat("}") {
                self.problem(TextRange::new(start, start + 2), "`${` is not closed");
            }
            argument
        } else {
            Vec::new()
        };
        PartKind::Parameter { name, operator, argument }
    }

    /// Steps over `[subscript]`, which ends with the braces around it at the latest.
    fn subscript(&mut self) {
        let mut depth = 0_usize;
        while let Some(byte) = self.peek() {
            match byte {
                b'}' => return,
                b'[' => depth += 1,
                b']' => depth -= 1,
                _ => {}
            }
            match byte {
                b'"' => drop(self.double_quoted()),
                b'\'' => drop(self.single_quoted()),
                _ if self.quoted_part(byte, true).is_none() => self.step_over_quoted(byte),
                _ => {}
            }
            if depth == 0 {
                return;
            }
        }
    }

    /// Commands in backticks. bash reads them only when it comes to them, so what is wrong in them is nobody's syntax error.
    pub(super) fn backticks(&mut self) -> Part {
        let start = self.at;
        self.at += 1;
        let mut has_backslash = false;
        loop {
            match self.peek() {
                None => {
                    self.problem(TextRange::new(start, start + 1), "the backtick is not closed");
                    return Part { range: self.since(start), kind: PartKind::Command(Sequence::default()) };
                }
                Some(b'`') => break,
                Some(byte) => {
                    has_backslash |= byte == b'\\';
                    self.step_over_quoted(byte);
                }
            }
        }
        let (close, end, problems) = (self.at, self.end(), self.ast.problems.len());
        let mut body = Sequence::default();
        if !has_backslash {
            self.read_only(start + 1..close);
            let pending = std::mem::take(&mut self.pending);
            if self.enter() {
                body = self.sequence();
                self.leave();
            }
            self.pending = pending;
        }
        self.read_only(close + 1..end);
        self.ast.problems.truncate(problems);
        Part { range: self.since(start), kind: PartKind::Command(body) }
    }
}
