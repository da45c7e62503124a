//! Finding the next item after one that failed.

use super::lexer::{comment_end, heredoc_marker, identifier_length, line_end};
use super::{Open, Parser};

/// How many brackets are kept in mind while a failed item is stepped over.
const MAX_OPEN: usize = 200;

impl<'s> Parser<'s> {
    /// Goes on after an item that began at `item` and failed at `failed_at`. `floor` brackets were open before it; the body
    /// around it is on one line or not.
    ///
    /// The item ends with its line if its brackets are closed by then, with a brace that closes the body around it, or, if its
    /// brackets are not closed, before a line that is indented no more than the item and looks like an item itself.
    pub(super) fn recover(&mut self, item: usize, floor: usize, one_line: bool) {
        let indentation = self.indentation(item);
        let mut at = self.failed_at.max(item);
        self.skip_end = at;
        if self.open.len() == floor || !self.is_first_on_line(at) || !self.starts_item(at, indentation) {
            while let Some(next) = self.skip(at, floor, indentation, one_line) {
                at = next;
            }
        }
        self.open.truncate(floor);
        self.set_newlines(true);
        let end = self.skip_end.min(self.text.len());
        self.seek(end);
    }

    /// Steps over one thing; `None` where the item ends, which is then at `skip_end`.
    fn skip(&mut self, at: usize, floor: usize, indentation: usize, one_line: bool) -> Option<usize> {
        let bytes = self.text.as_bytes();
        self.skip_end = at;
        let byte = *bytes.get(at)?;
        let innermost = if self.open.len() > floor { self.open.last().copied() } else { None };
        match innermost {
            Some(Open::Quote | Open::Heredoc(_)) if byte != b'\n' => Some(self.skip_in_template(at, byte, floor)),
            Some(Open::Heredoc(marker)) => {
                let line = at + 1..line_end(bytes, at + 1);
                if self.text[line.clone()].trim() == marker {
                    self.open.pop();
                    return Some(line.end);
                }
                Some(at + 1)
            }
            _ if byte == b'\n' => {
                // A string does not go over the end of its line.
                if let Some(quote) = self.open[floor..].iter().position(|open| *open == Open::Quote) {
                    self.open.truncate(floor + quote);
                }
                let next = at + 1 + self.text[at + 1..].bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
                let ends = if self.open.len() == floor {
                    !self.continues_item(next, indentation)
                } else {
                    self.starts_item(next, indentation)
                };
                (!ends).then_some(at + 1)
            }
            _ => self.skip_in_code(at, byte, floor, one_line),
        }
    }

    /// Steps over one character of a string or heredoc, or into its interpolation.
    fn skip_in_template(&mut self, at: usize, byte: u8, floor: usize) -> usize {
        let rest = &self.text.as_bytes()[at..];
        let in_quotes = self.open.last() == Some(&Open::Quote);
        match (byte, rest) {
            (b'\\', [_, next, ..]) if in_quotes && *next != b'\n' => at + 2,
            (b'"', _) if in_quotes => {
                self.open.pop();
                at + 1
            }
            (_, [b'$', b'$', b'{', ..] | [b'%', b'%', b'{', ..]) => at + 3,
            (_, [b'$' | b'%', b'{', ..]) => {
                self.push(floor, Open::Interpolation);
                at + 2
            }
            _ => at + 1,
        }
    }

    fn skip_in_code(&mut self, at: usize, byte: u8, floor: usize, one_line: bool) -> Option<usize> {
        let bytes = self.text.as_bytes();
        match byte {
            b'#' | b'/' => return Some(comment_end(bytes, at).unwrap_or(at + 1)),
            b'"' => self.push(floor, Open::Quote),
            b'(' => self.push(floor, Open::Parenthesis),
            b'[' => self.push(floor, Open::Bracket),
            b'{' => self.push(floor, Open::Brace),
            b')' => self.close(floor, &[Open::Parenthesis]),
            b']' => self.close(floor, &[Open::Bracket]),
            b'}' => {
                let is_own = self.open[floor..].iter().any(|open| matches!(open, Open::Brace | Open::Interpolation));
                if !is_own && (one_line || self.is_first_on_line(at)) {
                    return None;
                }
                self.close(floor, &[Open::Brace, Open::Interpolation]);
            }
            b'<' => {
                if let Some((marker, end)) =
                    heredoc_marker(self.text, at).filter(|(marker, end)| self.has_end(marker, *end))
                {
                    self.push(floor, Open::Heredoc(marker));
                    return Some(end);
                }
            }
            _ => {}
        }
        Some(at + 1)
    }

    /// Opens one more, unless there are so many that their ends are of no use.
    fn push(&mut self, floor: usize, open: Open<'s>) {
        if self.open.len() < floor + MAX_OPEN {
            self.open.push(open);
        }
    }

    /// Closes the innermost of these and all within it; nothing if none is open.
    fn close(&mut self, floor: usize, which: &[Open<'s>]) {
        if let Some(position) = self.open[floor..].iter().rposition(|open| which.contains(open)) {
            self.open.truncate(floor + position);
        }
    }

    /// Whether a line with only this marker follows. Each heredoc without an end costs a look to the end of the file, so after a few
    /// of them none has one.
    pub(super) fn has_end(&mut self, marker: &str, after: usize) -> bool {
        if self.endless_heredocs > 8 {
            return false;
        }
        let found = self.text[after..].lines().skip(1).any(|line| line.trim() == marker);
        self.endless_heredocs += usize::from(!found);
        found
    }

    /// How many blanks are before this place on its line, if only blanks are; else the line's indentation.
    fn indentation(&self, at: usize) -> usize {
        let start = self.text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        self.text[start..].bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).count()
    }

    fn is_first_on_line(&self, at: usize) -> bool {
        self.text[..at].trim_end_matches([' ', '\t']).ends_with('\n')
    }

    /// Whether a line, of which the first character is at `at`, looks like the rest of a failed item rather than like a new one.
    fn continues_item(&self, at: usize, indentation: usize) -> bool {
        let is_deeper = self.indentation(at) > indentation;
        match self.text.as_bytes().get(at) {
            None | Some(b'\n' | b'\r' | b'#' | b'/' | b'}') => false,
            _ => !self.starts_item(at, usize::MAX) && (is_deeper || identifier_length(&self.text[at..]) == 0),
        }
    }

    /// Whether what is at `at`, the first of its line, looks like an item at this indentation or less, or like the end of a body.
    fn starts_item(&self, at: usize, indentation: usize) -> bool {
        if self.indentation(at) > indentation {
            return false;
        }
        let rest = &self.text[at..];
        let length = identifier_length(rest);
        let after = rest[length..].trim_start_matches([' ', '\t']);
        let assigns = after.starts_with('=') && !after.starts_with("==") && !after.starts_with("=>");
        let first_line = after.lines().next().unwrap_or_default().trim_end();
        length > 0 && (assigns || (first_line.ends_with('{') && after.starts_with(['{', '"'])))
    }
}
