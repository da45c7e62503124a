//! The parser's state: where it is, and the small questions about what stands there.

use std::ops::Range;

use super::ast::{Ast, SyntaxError, TextRange, Word};
use super::redirect::PendingHereDocument;
use super::{Dialect, placeholder};

/// How deep commands, expansions and quotes may be nested; what is deeper is a problem and not read.
const MAX_DEPTH: usize = 64;
/// How many problems are kept: what follows the first few is their consequence.
const MAX_PROBLEMS: usize = 16;

/// A parser in the middle of a text.
pub(super) struct Parser<'a> {
    pub(super) text: &'a str,
    /// The bytes of the text up to the last one to be read: not all of them inside backticks and here-documents.
    pub(super) bytes: &'a [u8],
    pub(super) at: usize,
    pub(super) dialect: Dialect,
    pub(super) ast: Ast,
    /// Here-documents of which the operator was read and the body is still to come.
    pub(super) pending: Vec<PendingHereDocument>,
    pub(super) placeholders: placeholder::Finder,
    /// The words of the commands that are being read: gathered here, so that each command gets a list of just its length.
    pub(super) words: Vec<Word>,
    /// Whether this is within `$(...)` or `<(...)`.
    pub(super) in_substitution: bool,
    depth: usize,
}

impl<'a> Parser<'a> {
    pub(super) fn new(text: &'a str, dialect: Dialect) -> Self {
        Self {
            text,
            bytes: text.as_bytes(),
            at: 0,
            dialect,
            ast: Ast::default(),
            pending: Vec::new(),
            placeholders: placeholder::Finder::default(),
            words: Vec::new(),
            in_substitution: false,
            depth: 0,
        }
    }

    /// The whole text as a script.
    pub(super) fn script(mut self) -> Ast {
        self.ast.body = self.sequence();
        while self.at < self.end() {
            self.unexpected();
            let more = self.sequence();
            self.ast.body.items.extend(more.items);
        }
        self.ast
    }

    /// The byte after the last one to be read.
    pub(super) fn end(&self) -> usize {
        self.bytes.len()
    }

    /// Goes on with these bytes of the text, up to their end.
    pub(super) fn read_only(&mut self, range: Range<usize>) {
        self.at = range.start;
        self.bytes = &self.text.as_bytes()[..range.end];
    }

    /// The length in bytes of the placeholder here, if one is.
    pub(super) fn placeholder(&mut self) -> Option<usize> {
        self.placeholders.length_at(self.text, self.bytes, self.at)
    }

    /// The byte here; `None` at the end.
    pub(super) fn peek(&self) -> Option<u8> {
        self.peek_at(0)
    }

    /// The byte `ahead` bytes from here.
    pub(super) fn peek_at(&self, ahead: usize) -> Option<u8> {
        self.bytes.get(self.at + ahead).copied()
    }

    /// Whether `what` stands here.
    pub(super) fn looking_at(&self, what: &str) -> bool {
        self.bytes[self.at..].starts_with(what.as_bytes())
    }

    /// Steps over `what` if it stands here.
    pub(super) fn eat(&mut self, what: &str) -> bool {
        let found = self.looking_at(what);
        if found {
            self.at += what.len();
        }
        found
    }

    /// The range from `start` to here.
    pub(super) fn since(&self, start: usize) -> TextRange {
        TextRange::new(start, self.at.max(start))
    }

    /// Notes what is wrong.
    pub(super) fn problem(&mut self, range: TextRange, message: impl Into<String>) {
        if self.ast.problems.len() < MAX_PROBLEMS {
            self.ast.problems.push(SyntaxError { range, message: message.into() });
        }
    }

    /// One level deeper. `false` if that is too deep; then all the rest is skipped. Every `true` needs a [`leave`](Self::leave).
    pub(super) fn enter(&mut self) -> bool {
        if self.depth == MAX_DEPTH {
            self.problem(self.since(self.at), "commands and expansions are nested too deeply");
            self.at = self.end();
            return false;
        }
        self.depth += 1;
        true
    }

    /// One level up again.
    pub(super) fn leave(&mut self) {
        self.depth -= 1;
    }

    /// Steps over blanks and continued line breaks.
    pub(super) fn blanks(&mut self) {
        while let Some(byte) = self.peek() {
            match byte {
                b' ' | b'\t' => self.at += 1,
                b'\\' if self.peek_at(1) == Some(b'\n') => self.at += 2,
                b'\\' if self.peek_at(1) == Some(b'\r') && self.peek_at(2) == Some(b'\n') => self.at += 3,
                b'\r' if matches!(self.peek_at(1), Some(b'\n') | None) => self.at += 1,
                _ => break,
            }
        }
    }

    /// Steps over blanks and a comment, if one is here.
    pub(super) fn blanks_and_comment(&mut self) {
        self.blanks();
        if self.peek() == Some(b'#') {
            let start = self.at;
            let rest = &self.bytes[self.at..];
            self.at += rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
            let comment = self.since(start);
            let length = comment.of(self.text).trim_end_matches('\r').len();
            self.ast.comments.push(TextRange::new(start, start + length));
        }
    }

    /// Steps over one line break, and the here-documents that begin after it.
    pub(super) fn line_break(&mut self) -> bool {
        self.blanks_and_comment();
        if self.peek() != Some(b'\n') {
            return false;
        }
        self.at += 1;
        self.read_here_documents();
        true
    }

    /// Steps over blanks, comments and line breaks.
    pub(super) fn line_breaks(&mut self) {
        while self.line_break() {}
    }

    /// Whether a word cannot go on with `byte`.
    pub(super) fn is_delimiter(byte: Option<u8>) -> bool {
        matches!(byte, None | Some(b' ' | b'\t' | b'\n' | b'\r' | b';' | b'&' | b'|' | b'<' | b'>' | b'(' | b')'))
    }

    /// The reserved word here, if one is: it has to be a whole word without quotes.
    pub(super) fn reserved(&self) -> Option<&'static str> {
        let rest = &self.bytes[self.at..];
        // One look at the letters instead of one for each word: this is asked several times for each command.
        let letters = rest.iter().take(9).take_while(|byte| byte.is_ascii_lowercase()).count();
        let word = match &rest[..letters] {
            b"" => match rest.first()? {
                b'{' => "{",
                b'}' => "}",
                b'!' => "!",
                b'[' => "[[",
                b']' => "]]",
                _ => return None,
            },
            b"if" => "if",
            b"then" => "then",
            b"time" => "time",
            b"else" => "else",
            b"elif" => "elif",
            b"esac" => "esac",
            b"fi" => "fi",
            b"for" => "for",
            b"function" => "function",
            b"do" => "do",
            b"done" => "done",
            b"case" => "case",
            b"coproc" => "coproc",
            b"while" => "while",
            b"until" => "until",
            b"select" => "select",
            _ => return None,
        };
        self.is_whole(word).then_some(word)
    }

    /// Whether this word stands here with nothing after it that belongs to it.
    fn is_whole(&self, word: &str) -> bool {
        self.bytes[self.at..]
            .strip_prefix(word.as_bytes())
            .is_some_and(|rest| Self::is_delimiter(rest.first().copied()) || rest.starts_with(b"\\\n"))
    }

    /// Steps over a reserved word if it is here, at the place of a command.
    pub(super) fn eat_reserved(&mut self, word: &str) -> bool {
        let found = self.is_whole(word);
        if found {
            self.at += word.len();
        }
        found
    }

    /// Reports and skips one operator or word that cannot stand here.
    pub(super) fn unexpected(&mut self) {
        let start = self.at;
        if let Some(word) = self.reserved() {
            self.at += word.len();
        } else if self.word(false).is_none() {
            let operator = ["&&", "||", ";;&", ";;", ";&", "|&"].into_iter().find(|operator| self.looking_at(operator));
            self.at = (self.at + operator.map_or(1, str::len)).min(self.end());
        }
        let range = self.since(start);
        let shown: String = range.of(self.text).chars().take(20).take_while(|letter| *letter != '\n').collect();
        if shown.is_empty() {
            self.problem(range, "the line cannot end here");
        } else {
            self.problem(range, format!("`{shown}` cannot stand here"));
        }
    }
}
