//! A parser with a state instead of recursion, so that no nesting is too deep for the stack.

mod scalar;

use std::ops::Range;

use crate::diagnostic::Problem;
use crate::kind::FileKind;
use crate::source::{FileId, Files, Span};
use crate::syntax::keys::Keys;
use crate::syntax::placeholders::Placeholders;
use crate::tree::{Kind, Scalar, Style, Tree, TreeBuilder};

/// The rule that speaks of what is wrong.
pub const RULE: &str = "syntax/json";

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
    /// Whether comments and a comma behind the last item are allowed, as in the files of editors.
    has_comments: bool,
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
        has_comments: files.get(file).kind() == FileKind::DevContainer,
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
            if !self.has_comments {
                self.problem(range, "JSON has no comments", "remove it");
            }
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
        if let Some(comma) = self.comma.take().filter(|_| !self.has_comments) {
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
}
