//! Strings and heredocs with their templates.

use super::arena::{Data, List, PartData, PartKind};
use super::decode::escape_length;
use super::lexer::{Token, heredoc_marker, line_end};
use super::{Failed, Open, Parser, RULE};
use crate::diagnostic::Problem;

/// A template that is being read: its parts so far, and where the literal at hand began.
#[derive(Debug)]
struct Draft {
    parts: Vec<PartData>,
    literal: usize,
    /// The directives that await their end, with their place.
    directives: Vec<(&'static str, u32, u32)>,
}

impl Draft {
    fn new(literal: usize) -> Self {
        Self { parts: Vec::new(), literal, directives: Vec::new() }
    }

    /// Ends the literal at hand before `at`.
    fn end_literal(&mut self, at: usize) {
        if at > self.literal {
            self.parts.push(PartData { span: (self.literal as u32, at as u32), kind: PartKind::Literal });
        }
    }
}

impl Parser<'_> {
    /// A string in quotes.
    pub(super) fn quoted(&mut self) -> Result<u32, Failed> {
        let first = self.mark();
        let start = self.next().start;
        self.open.push(Open::Quote);
        let bytes = self.text.as_bytes();
        let mut draft = Draft::new(start + 1);
        let mut escaped = false;
        let mut at = start + 1;
        loop {
            at += bytes[at..].iter().take_while(|byte| !matches!(byte, b'"' | b'\\' | b'$' | b'%' | b'\n')).count();
            match &bytes[at..] {
                [b'"', ..] => break,
                [b'\\', ..] => {
                    escaped = true;
                    at = self.escape(at);
                }
                [b'$', b'$', b'{', ..] | [b'%', b'%', b'{', ..] => {
                    escaped = true;
                    at += 3;
                }
                [b'$' | b'%', b'{', ..] => at = self.sequence(at, &mut draft)?,
                [b'$' | b'%', ..] => at += 1,
                _ => return self.fail(start, at, "the string has no closing `\"` on its line"),
            }
        }
        draft.end_literal(at);
        self.open.pop();
        self.seek(at + 1);
        let is_literal = draft.parts.iter().all(|part| part.kind == PartKind::Literal);
        let data = if is_literal { Data::String { escaped } } else { Data::Template(self.finish_template(draft)) };
        Ok(self.add(first, start, at + 1, data))
    }

    /// A block's label in quotes: no templates.
    pub(super) fn label(&mut self) -> Result<(u32, u32), Failed> {
        let start = self.peek().start;
        let string = self.quoted()?;
        let expression = &self.out.expressions[string as usize];
        let (span, data) = (expression.span, expression.data);
        if !matches!(data, Data::String { .. }) {
            return self.fail(start, span.1 as usize, "the label of a block is a plain string, without templates");
        }
        self.out.expressions.pop();
        Ok(span)
    }

    /// Steps over an escape in a quoted string.
    fn escape(&mut self, at: usize) -> usize {
        if let Some(length) = escape_length(&self.text[at..]) {
            return at + length;
        }
        let end = at + 1 + self.text[at + 1..].chars().next().filter(|c| *c != '\n').map_or(0, char::len_utf8);
        let span = self.span(at, end);
        let message = format!("`{}` is not an escape sequence", &self.text[at..end]);
        let help = "write a backslash as `\\\\`";
        self.problem(Problem::new(RULE, span, message).with_help(help));
        end
    }

    /// Reads `${...}` or `%{...}` and gives the place after it.
    fn sequence(&mut self, at: usize, draft: &mut Draft) -> Result<usize, Failed> {
        draft.end_literal(at);
        let bytes = self.text.as_bytes();
        let is_directive = bytes[at] == b'%';
        self.seek(at + 2 + usize::from(bytes.get(at + 2) == Some(&b'~')));
        self.open.push(Open::Interpolation);
        let before = self.set_newlines(false);
        self.deeper()?;
        let kind = if is_directive { self.directive(draft)? } else { PartKind::Interpolation(self.expression()?) };
        self.depth -= 1;
        self.take(Token::Tilde);
        let close = self.leave(Token::CloseBrace, "an operator or `}` after a template's expression", before)?;
        if is_directive {
            self.pair_directive(kind, (at as u32, close.end as u32), draft);
        }
        draft.parts.push(PartData { span: (at as u32, close.end as u32), kind });
        draft.literal = close.end;
        Ok(close.end)
    }

    /// What is in `%{...}`.
    fn directive(&mut self, draft: &mut Draft) -> Result<PartKind, Failed> {
        let name = self.peek();
        let kind = match self.word(name) {
            "if" => {
                self.next();
                return Ok(PartKind::If(self.expression()?));
            }
            "for" => {
                self.next();
                self.for_names()?;
                return Ok(PartKind::For(self.expression()?));
            }
            "else" if !draft.directives.is_empty() => PartKind::Else,
            "endif" => PartKind::EndIf,
            "endfor" => PartKind::EndFor,
            _ => return self.unexpected("`if`, `else`, `endif`, `for` or `endfor`"),
        };
        self.next();
        Ok(kind)
    }

    /// Checks that directives are closed by their own kind.
    fn pair_directive(&mut self, kind: PartKind, span: (u32, u32), draft: &mut Draft) {
        let expected = match kind {
            PartKind::If(_) => return draft.directives.push(("if", span.0, span.1)),
            PartKind::For(_) => return draft.directives.push(("for", span.0, span.1)),
            PartKind::Else | PartKind::EndIf => "if",
            _ => "for",
        };
        if draft.directives.last().is_none_or(|open| open.0 != expected) {
            let message = format!("this directive belongs to no `%{{{expected}}}`");
            self.problem(Problem::new(RULE, self.span(span.0 as usize, span.1 as usize), message));
        } else if kind != PartKind::Else {
            draft.directives.pop();
        }
    }

    fn finish_template(&mut self, draft: Draft) -> List {
        for (name, start, end) in draft.directives {
            let message = format!("`%{{{name}}}` has no `%{{end{name}}}`");
            self.problem(Problem::new(RULE, self.span(start as usize, end as usize), message));
        }
        let list = List { first: self.out.parts.len() as u32, count: draft.parts.len() as u32 };
        self.out.parts.extend(draft.parts);
        list
    }

    /// `<<EOT`, lines, and a line with only `EOT`.
    pub(super) fn heredoc(&mut self) -> Result<u32, Failed> {
        let first = self.mark();
        let text = self.text;
        let bytes = text.as_bytes();
        let intro = self.next();
        let marker = heredoc_marker(text, intro.start).map_or("", |(marker, _)| marker);
        if !self.has_end(marker, intro.end) {
            // What follows is text up to where something looks like an argument again.
            self.open.push(Open::Bracket);
            let message = format!("the heredoc has no end: no line is just `{marker}`");
            return self.fail(intro.start, intro.end, message);
        }
        self.open.push(Open::Heredoc(marker));
        let body = line_end(bytes, intro.end) + 1;
        let mut draft = Draft::new(body);
        let mut at = body;
        let mut line_start = true;
        loop {
            if line_start {
                let end = line_end(bytes, at);
                if text[at..end].trim() == marker {
                    draft.end_literal(at);
                    let after = at + text[at..end].trim_end().len();
                    self.open.pop();
                    self.seek(after);
                    if end == text.len() {
                        let message = format!("the line with the heredoc's `{marker}` has no line end");
                        self.problem(Problem::new(RULE, self.span(after - marker.len(), after), message));
                    }
                    let parts = self.finish_template(draft);
                    return Ok(self.add(first, intro.start, after, Data::Heredoc(parts)));
                }
            }
            at += bytes[at..].iter().take_while(|byte| !matches!(byte, b'$' | b'%' | b'\n')).count();
            line_start = bytes.get(at) == Some(&b'\n');
            match &bytes[at..] {
                [b'$', b'$', b'{', ..] | [b'%', b'%', b'{', ..] => at += 3,
                [b'$' | b'%', b'{', ..] => at = self.sequence(at, &mut draft)?,
                [_, ..] => at += 1,
                [] => {
                    return self.fail(
                        intro.start,
                        intro.end,
                        format!("the heredoc has no end: no line is just `{marker}`"),
                    );
                }
            }
        }
    }
}
