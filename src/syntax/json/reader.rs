//! A parser with a state instead of recursion, so that no nesting is too deep for the stack.

use std::ops::Range;

use crate::diagnostic::Problem;
use crate::kind::FileKind;
use crate::source::{FileId, Files, Span};
use crate::syntax::keys::Keys;
use crate::syntax::placeholders::Placeholders;
use crate::tree::{Kind, Scalar, Style, Tree, TreeBuilder, decode};

const RULE: &str = "syntax/json";

/// How deep collections may be nested.
const MAX_DEPTH: usize = 255;

/// How many problems of one file are told.
const MAX_PROBLEMS: usize = 20;

/// What comes next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    /// A value, or the end of an empty list.
    Value,
    /// A key, or the end of an empty map.
    Key,
    Colon,
    /// A comma or the end of the collection.
    Separator,
}

/// A collection that is being read.
struct Level {
    is_map: bool,
    /// Its opening bracket.
    start: usize,
    first_key: usize,
}

struct Reader<'s> {
    file: FileId,
    source: &'s str,
    at: usize,
    next: Next,
    /// The comma before what comes next.
    comma: Option<usize>,
    levels: Vec<Level>,
    keys: Keys,
    builder: TreeBuilder<'s>,
    placeholders: Placeholders,
    problems: Vec<Problem>,
    duplicates: Vec<Problem>,
    broken: Vec<usize>,
}

pub(super) fn parse(files: &Files, file: FileId, placeholders: Placeholders) -> (Tree<'_>, Vec<Problem>) {
    let source = files.get(file).text();
    let mut reader = Reader {
        file,
        source,
        at: if source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 },
        next: Next::Value,
        comma: None,
        levels: Vec::new(),
        keys: Keys::default(),
        builder: TreeBuilder::new(files),
        placeholders,
        problems: Vec::new(),
        duplicates: Vec::new(),
        broken: Vec::new(),
    };
    while reader.skip_blanks() {
        if !reader.step() {
            break;
        }
    }
    while let Some(level) = reader.levels.last() {
        let start = level.start;
        reader.unclosed(start);
        reader.close(source.trim_end().len());
    }
    let allows_duplicates = files.get(file).kind() == FileKind::TerraformJson;
    let mut problems = reader.problems;
    if !allows_duplicates {
        problems.extend(reader.duplicates);
    }
    problems.sort_by_key(|problem| problem.span);
    let mut tree = reader.builder.finish();
    reader.broken.dedup();
    for document in reader.broken {
        tree.open_document(document);
    }
    (tree, problems)
}

impl Reader<'_> {
    fn byte(&self) -> u8 {
        self.source.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    fn problem(&mut self, range: Range<usize>, message: &str, help: &str) {
        let document = self.builder.documents() - usize::from(!self.levels.is_empty());
        self.broken.push(document);
        if self.problems.len() < MAX_PROBLEMS {
            let problem = Problem::new(RULE, Span::new(self.file, range), message);
            self.problems.push(if help.is_empty() { problem } else { problem.with_help(help) });
        }
    }

    /// A problem with the character that comes next.
    fn character(&mut self, message: &str, help: &str) {
        let length = self.source[self.at..].chars().next().map_or(0, char::len_utf8);
        self.problem(self.at..self.at + length, message, help);
    }

    /// Goes to the next thing that is neither blank nor a comment; whether there is one.
    fn skip_blanks(&mut self) -> bool {
        loop {
            while matches!(self.byte(), b' ' | b'\t' | b'\n' | b'\r') {
                self.at += 1;
            }
            let rest = &self.source[self.at..];
            let length = if rest.starts_with("//") || rest.starts_with('#') {
                rest.find(['\n', '\r']).unwrap_or(rest.len())
            } else if rest.starts_with("/*") {
                rest.find("*/").map_or(rest.len(), |end| end + 2)
            } else {
                return !rest.is_empty();
            };
            let range = self.at..self.at + length;
            self.builder.comment(Span::new(self.file, range.clone()));
            self.problem(range, "JSON has no comments", "remove it");
            self.at += length;
        }
    }

    /// Takes the next thing; whether reading can go on.
    fn step(&mut self) -> bool {
        let byte = self.byte();
        match (self.next, byte) {
            (_, b'}' | b']') => self.end(byte == b'}'),
            (Next::Value, b'{' | b'[') => return self.open(byte == b'{'),
            (Next::Value, b'"') => self.string(false),
            (Next::Key, b'"') => self.string(true),
            (Next::Colon, b':') => {
                self.at += 1;
                self.next = Next::Value;
            }
            (Next::Separator, b',') => {
                self.comma = Some(self.at);
                self.at += 1;
                self.next = if self.in_map() { Next::Key } else { Next::Value };
            }
            (Next::Value | Next::Key, b',' | b':') => {
                let wanted = if self.next == Next::Key {
                    "a key is missing before this"
                } else {
                    "a value is missing before this"
                };
                self.character(wanted, "");
                self.missing(byte);
            }
            (Next::Value, _) => self.word(),
            (Next::Key, b'{' | b'[') => {
                self.character("a key has to be text in double quotes", "");
                self.unknown_key();
            }
            (Next::Key, _) => self.bare_key(),
            (Next::Colon, _) => {
                self.problem(self.at..self.at, "a `:` is missing here", "");
                self.next = if byte == b',' { Next::Separator } else { Next::Value };
                if byte == b',' {
                    self.builder.complete_entry();
                }
            }
            (Next::Separator, _) => {
                self.separator_missing(byte);
            }
        }
        true
    }

    fn separator_missing(&mut self, byte: u8) {
        if byte == b':' {
            self.character("a `:` cannot stand here", "");
            self.at += 1;
        } else {
            let before = self.source[..self.at].trim_end().len();
            self.problem(before..before, "a comma is missing here", "");
            self.next = if self.in_map() { Next::Key } else { Next::Value };
        }
    }

    /// Goes on at a comma or colon before which a key or value is missing.
    fn missing(&mut self, byte: u8) {
        if self.next == Next::Key && byte == b':' {
            self.unknown_key();
        } else if self.next == Next::Value && byte == b',' {
            self.builder.complete_entry();
            self.next = if self.levels.is_empty() { Next::Value } else { Next::Separator };
            if self.levels.is_empty() {
                self.at += 1;
            }
            return;
        }
        self.at += 1;
    }

    fn in_map(&self) -> bool {
        self.levels.last().is_some_and(|level| level.is_map)
    }

    /// What comes after a value.
    fn value_done(&mut self) {
        self.comma = None;
        self.next = if self.levels.is_empty() { Next::Value } else { Next::Separator };
    }

    fn open(&mut self, is_map: bool) -> bool {
        if self.levels.len() >= MAX_DEPTH {
            self.character("collections are nested too deeply to be read", "");
            return false;
        }
        let kind = if is_map { Kind::Map } else { Kind::Seq };
        self.builder.open(kind, Style::Flow, Span::new(self.file, self.at..self.at + 1));
        self.levels.push(Level { is_map, start: self.at, first_key: self.keys.begin() });
        self.comma = None;
        self.next = if is_map { Next::Key } else { Next::Value };
        self.at += 1;
        true
    }

    /// Takes a closing bracket or brace.
    fn end(&mut self, is_map: bool) {
        if !self.levels.iter().any(|level| level.is_map == is_map) {
            self.character("this bracket closes nothing", "remove it");
            self.at += 1;
            return;
        }
        while let Some(level) = self.levels.last() {
            let (start, matches) = (level.start, level.is_map == is_map);
            if matches {
                break;
            }
            self.unclosed(start);
            self.close(self.source[..self.at].trim_end().len());
        }
        if let Some(comma) = self.comma.take() {
            self.problem(comma..comma + 1, "no comma may stand before the closing bracket", "remove it");
        } else if self.builder.awaits_value() {
            self.character("a value is missing before this", "");
        }
        self.at += 1;
        self.close(self.at);
    }

    fn unclosed(&mut self, start: usize) {
        let message =
            if self.source[start..].starts_with('{') { "this `{` is never closed" } else { "this `[` is never closed" };
        self.problem(start..start + 1, message, "");
        self.comma = None;
    }

    fn close(&mut self, end: usize) {
        let Some(level) = self.levels.pop() else { return };
        self.builder.complete_entry();
        self.builder.close(Some(end as u32));
        if level.is_map {
            self.keys.end(level.first_key, &self.builder, &mut self.duplicates);
        }
        self.value_done();
    }

    fn unknown_key(&mut self) {
        let span = Span::new(self.file, self.at..self.at);
        self.builder.scalar(Scalar { kind: Kind::Unknown, style: Style::Plain, span, decoded: None, indentation: 0 });
        self.next = Next::Value;
    }

    /// Takes a string, which ends with its line at the latest.
    fn string(&mut self, is_key: bool) {
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
    fn escape(&mut self, at: usize) -> usize {
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

    fn text(&mut self, range: Range<usize>, style: Style, decoded: Option<String>, is_key: bool) {
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
    fn word_end(&self) -> usize {
        let is_end = |letter: char| letter.is_whitespace() || matches!(letter, ',' | ':' | '{' | '}' | '[' | ']' | '"');
        let mut letters = self.source[self.at..].char_indices();
        letters.next();
        letters.find(|(_, letter)| is_end(*letter)).map_or(self.source.len(), |(at, _)| self.at + at)
    }

    fn bare_key(&mut self) {
        let range = self.at..self.word_end();
        self.problem(range.clone(), "a key has to be text in double quotes", "put it in double quotes");
        self.at = range.end;
        self.text(range, Style::Plain, None, true);
    }

    /// Takes a number, `true`, `false` or `null`.
    fn word(&mut self) {
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
