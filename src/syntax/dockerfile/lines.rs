//! Physical lines into logical ones: directives, comments, line continuations.
//!
//! Facts: BuildKit, `frontend/dockerfile/parser/parser.go` and `directives.go`.

use std::ops::Range;

use super::text::{Text, TextBuilder};
use super::{Directive, RULE};
use crate::diagnostic::Problem;
use crate::source::{FileId, Span};
use crate::tree::Comment;

/// The longest line that BuildKit reads, in bytes without the line ending.
const LONGEST_LINE: usize = 65_535;

/// Reads a file line by line.
pub(super) struct Lines<'s> {
    pub(super) file: FileId,
    pub(super) source: &'s str,
    pub(super) escape: u8,
    pub(super) directives: Vec<Directive<'s>>,
    pub(super) comments: Vec<Comment>,
    pub(super) empty_continuations: Vec<Span>,
    pub(super) problems: Vec<Problem>,
    at: usize,
    directives_done: bool,
    /// After a `#!` line the builder still finds `syntax` and `check`, but no longer `escape`.
    after_shebang: bool,
}

impl<'s> Lines<'s> {
    pub(super) fn new(source: &'s str, file: FileId) -> Self {
        let at = if source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        Self {
            file,
            source,
            escape: b'\\',
            directives: Vec::new(),
            comments: Vec::new(),
            empty_continuations: Vec::new(),
            problems: Vec::new(),
            at,
            directives_done: false,
            after_shebang: false,
        }
    }

    /// The next physical line without its line ending.
    pub(super) fn physical(&mut self) -> Option<Range<usize>> {
        let rest = &self.source[self.at..];
        if rest.is_empty() {
            return None;
        }
        let start = self.at;
        let length = rest.find('\n').map_or(rest.len(), |newline| newline + 1);
        self.at += length;
        let end = start + rest[..length].trim_end_matches(['\n', '\r']).len();
        if rest[..length].trim_end_matches('\n').len() > LONGEST_LINE {
            let message = format!("line of more than {LONGEST_LINE} bytes");
            let span =
                Span::new(self.file, start..start + rest[..end - start].chars().next().map_or(0, char::len_utf8));
            self.problems.push(Problem::new(RULE, span, message).with_help("the builder reads no longer lines"));
        }
        Some(start..end)
    }

    /// Where the next physical line starts.
    pub(super) fn position(&self) -> usize {
        self.at
    }

    /// The next instruction's text, all its lines joined. Blank lines, comments and directives before it are passed over.
    pub(super) fn logical(&mut self) -> Option<Text<'s>> {
        loop {
            let line = self.physical()?;
            let start = line.end - self.source[line.clone()].trim_start().len();
            if self.source[start..line.end].starts_with('#') {
                self.comment_line(start..line.end);
                continue;
            }
            self.directives_done = true;
            if start == line.end {
                continue;
            }
            let mut builder = TextBuilder::new(self.file, self.source);
            let (mut content, mut continued) = self.without_continuation(start..line.end);
            builder.push(content);
            while continued {
                let Some(line) = self.physical() else { break };
                let trimmed = self.source[line.clone()].trim_start();
                if trimmed.starts_with('#') {
                    let span = Span::new(self.file, line.end - trimmed.len()..line.end);
                    self.comments.push(Comment { span });
                } else if trimmed.is_empty() {
                    self.empty_continuations.push(Span::new(self.file, line));
                } else {
                    (content, continued) = self.without_continuation(line);
                    builder.push(content);
                }
            }
            return Some(builder.finish(start));
        }
    }

    /// A line without the escape character at its end, if it has one that is not itself escaped.
    fn without_continuation(&self, line: Range<usize>) -> (Range<usize>, bool) {
        let content = self.source[line.clone()].trim_end_matches([' ', '\t']).as_bytes();
        match content {
            [before @ .., last] if *last == self.escape && before.last() != Some(&self.escape) => {
                (line.start..line.start + before.len(), true)
            }
            _ => (line, false),
        }
    }

    /// A comment before or between instructions, which may be a directive at the top of the file.
    fn comment_line(&mut self, range: Range<usize>) {
        let span = Span::new(self.file, range.clone());
        self.comments.push(Comment { span });
        if self.directives_done {
            return;
        }
        let text = &self.source[range.clone()];
        if text.starts_with("#!") && self.comments.len() == 1 {
            self.after_shebang = true;
            return;
        }
        let Some((name, value)) = directive(text) else {
            self.directives_done = true;
            return;
        };
        let value_start = range.end - text.len() + text.find('=').unwrap_or(0) + 1;
        let value_start = value_start + text[value_start - range.start..].len()
            - text[value_start - range.start..].trim_start().len();
        let lower = name.to_ascii_lowercase();
        if let Some(first) = self.directives.iter().find(|known| known.name.eq_ignore_ascii_case(name)) {
            let problem = Problem::new(RULE, span, format!("second `{lower}` directive"));
            self.problems.push(problem.with_label(first.span, "the first is here"));
        } else if lower == "escape" {
            match value {
                "\\" | "`" if !self.after_shebang => self.escape = value.as_bytes()[0],
                "\\" | "`" => {}
                _ => {
                    let message = format!("escape character `{value}` is neither a backslash nor a backtick");
                    self.problems.push(Problem::new(RULE, span, message));
                }
            }
        }
        let value = Text::verbatim(self.file, self.source, value_start..value_start + value.len());
        self.directives.push(Directive { name, value, span });
    }
}

/// The name and value of a directive, if a comment line has the form of one that the builder knows.
fn directive(comment: &str) -> Option<(&str, &str)> {
    let (name, value) = comment.strip_prefix('#')?.split_once('=')?;
    let (name, value) = (name.trim(), value.trim());
    let known = ["syntax", "escape", "check"].iter().any(|known| name.eq_ignore_ascii_case(known));
    (known && !value.is_empty()).then_some((name, value))
}
