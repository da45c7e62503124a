//! Reading a file to its end, whatever is wrong with it.
//!
//! A document with a syntax error is read again with the lines of the error blanked out, so that offsets stay what they are, a
//! bounded number of times. Where go-yaml takes what the parser refuses, only the bytes that it stumbles over are changed.

mod quotes;

use std::ops::Range;

use granit_parser::{ErrorKind, Parser, ScanError, StrInput, options};

use super::Options;
use super::message::{self, Told, line_range};
use super::reader::Reader;
use crate::diagnostic::Problem;
use crate::source::{FileId, Files};
use crate::tree::Tree;
use quotes::{closing_quote, open_quote, opening_quote, too_little_indented};

/// How often one document is read again.
const MAX_ATTEMPTS: usize = 20;

/// How many errors of one document are told: what comes after is mostly a consequence.
const MAX_TOLD: usize = 5;

/// How many bytes of one file are read again in all; where it is reached, documents with errors stay half read.
const MAX_BYTES: usize = 8 << 20;

fn parser(text: &str) -> Parser<'_, StrInput<'_>> {
    let options = options! { emit_unresolved_aliases: true, max_buffered_comment_events: 1_000_000 };
    Parser::new_from_str_with_options(text, options)
}

pub(super) fn parse(files: &Files, file: FileId, options: Options) -> (Tree<'_>, Vec<Problem>) {
    let source = files.get(file).text();
    let base = if source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let text = &source[base..];
    let mut reader = Reader::new(files, file, options, base);
    let mut budget = MAX_BYTES;
    let mut parser = parser(text);
    while let Some(event) = parser.next_event() {
        match event {
            Ok((event, span)) => reader.event(event, &span, text, base),
            Err(error) => {
                recover(&mut reader, error, base, &mut budget);
                if !matches!(parser.proceed_next_document(), Ok(true)) {
                    break;
                }
            }
        }
    }
    reader.finish()
}

/// What to change before a document is read again.
enum Repair {
    /// The tools take a plain scalar that begins with this dash: a letter stands for it.
    Letter(usize),
    /// The tools take a quoted text that is indented like this: its lines become one.
    Join(Range<usize>),
    /// An error to be told; these lines are blanked out.
    Blank(Told, Range<usize>),
}

/// Reads the document of the reader again, in which the parser met an error.
fn recover(reader: &mut Reader<'_>, error: ScanError, base: usize, budget: &mut usize) {
    if matches!(error.kind(), ErrorKind::ExpectedDocumentStart) {
        // The document before has ended too early: it is the one that is wrong.
        reader.step_back();
    }
    let origin = reader.origin();
    let start = origin.start;
    let document = start..document_end(reader.source, start);
    let first_error = reader.errors();
    let mut recovery =
        Recovery { document, text: Vec::new(), joined: Vec::new(), left_out: None, told: 0, first_error };
    let mut next = Some((error, base));
    for _ in 0..MAX_ATTEMPTS {
        let Some((error, base)) = next.take() else { break };
        let size = recovery.document.len();
        let goes_on = recovery.change(reader, &error, base) && *budget >= size;
        if !goes_on || matches!(error.kind(), ErrorKind::RecursionLimitExceeded) {
            next = Some((error, base));
            break;
        }
        *budget -= size;
        reader.restart_document(origin);
        next = read_again(reader, &recovery.text, start);
    }
    let is_broken = recovery.left_out.is_some() || next.is_some();
    reader.end_broken_document(origin, recovery.document.end, is_broken);
}

/// A document that is changed until it can be read.
struct Recovery {
    document: Range<usize>,
    /// The changed text; empty as long as nothing was changed.
    text: Vec<u8>,
    /// The quoted texts of which the lines were joined.
    joined: Vec<Range<usize>>,
    /// The lines that were left out last.
    left_out: Option<Range<usize>>,
    /// How many errors were told.
    told: usize,
    /// How many errors the reader had told before.
    first_error: usize,
}

impl Recovery {
    /// Changes the text because of an error; whether there was something to change.
    fn change(&mut self, reader: &mut Reader<'_>, error: &ScanError, base: usize) -> bool {
        if self.text.is_empty() {
            self.text.extend_from_slice(&reader.source.as_bytes()[self.document.clone()]);
        }
        let at = error.marker().byte_offset().unwrap_or(0) + base;
        let at = reader.boundary(at.clamp(self.document.start, self.document.end));
        match repair(reader, error, at, self.document.clone()) {
            Repair::Letter(at) if !self.document.contains(&at) => return false,
            Repair::Letter(at) => self.overwrite(at..at + 1, |_| b'x'),
            Repair::Join(range) => {
                // A program that writes one text so writes many, and to find each by reading up to it again would take long.
                let is_first = self.joined.is_empty();
                let others = if is_first { range.end + 1..self.document.end } else { 0..0 };
                for range in std::iter::once(range).chain(too_little_indented(reader.source, others)) {
                    let range = self.within(range);
                    self.joined.push(range.clone());
                    self.overwrite(range, |byte| if is_break(byte) { b' ' } else { byte });
                }
            }
            Repair::Blank(told, lines) => return self.leave_out(reader, told, lines, error.kind(), at),
        }
        true
    }

    /// Tells an error and blanks its lines out; whether they were not blank already.
    fn leave_out(
        &mut self,
        reader: &mut Reader<'_>,
        told: Told,
        mut lines: Range<usize>,
        kind: &ErrorKind,
        at: usize,
    ) -> bool {
        let source = reader.source;
        let is_left_out = |lines: &Range<usize>| self.left_out.as_ref() == Some(lines);
        let directive = message::directive(source, kind, at, lines.start);
        if let Some(line) = directive.as_ref().map(|directive| line_range(source, directive.start)) {
            lines = if line.start < self.document.start || is_left_out(&line) { lines } else { line };
        }
        let (start, end) = (self.document.start, self.document.end);
        lines = lines.start.clamp(start, end)..lines.end.clamp(start, end);
        if is_left_out(&lines) {
            return false;
        }
        // What follows right after a line that was left out is most likely wrong only because that is missing.
        let gap = self.left_out.as_ref().map(|before| before.end.min(lines.start)..lines.start);
        let is_consequence = gap.is_some_and(|gap| source[gap].trim().is_empty());
        if self.told < MAX_TOLD && !is_consequence {
            self.told += 1;
            match directive {
                Some(directive) => {
                    self.told = MAX_TOLD;
                    reader.report_template(self.first_error, directive);
                }
                None => reader.report_syntax(told),
            }
        }
        self.separate(source, &lines);
        self.overwrite(lines.clone(), |byte| if is_break(byte) { byte } else { b' ' });
        self.left_out = Some(lines);
        true
    }

    /// Takes back that lines were joined where one of them is to be left out.
    fn separate(&mut self, source: &str, lines: &Range<usize>) {
        let (text, start) = (&mut self.text, self.document.start);
        self.joined.retain(|joined| {
            let overlaps = joined.start < lines.end && lines.start < joined.end;
            if overlaps {
                text[joined.start - start..joined.end - start].copy_from_slice(&source.as_bytes()[joined.clone()]);
            }
            !overlaps
        });
    }

    /// The part of a range that is in the document.
    fn within(&self, range: Range<usize>) -> Range<usize> {
        let (start, end) = (self.document.start, self.document.end);
        range.start.clamp(start, end)..range.end.clamp(start, end)
    }

    fn overwrite(&mut self, range: Range<usize>, change: fn(u8) -> u8) {
        let start = self.document.start;
        let range = self.within(range);
        for byte in &mut self.text[range.start - start..range.end - start] {
            *byte = change(*byte);
        }
    }
}

/// Reads a changed document; the error that ends it.
fn read_again(reader: &mut Reader<'_>, text: &[u8], base: usize) -> Option<(ScanError, usize)> {
    let text = std::str::from_utf8(text).unwrap_or("");
    let mut parser = parser(text);
    while let Some(event) = parser.next_event() {
        match event {
            Ok((event, span)) => reader.event(event, &span, text, base),
            Err(error) => return Some((error, base)),
        }
    }
    None
}

fn is_break(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

fn repair(reader: &Reader<'_>, error: &ScanError, at: usize, document: Range<usize>) -> Repair {
    let source = reader.source;
    let told = match error.kind() {
        ErrorKind::PlainScalarStartsWithDashFlowIndicator => return Repair::Letter(at),
        ErrorKind::InvalidQuotedScalarIndent
        | ErrorKind::UnclosedQuotedScalar
        | ErrorKind::DocumentIndicatorInQuotedScalar => {
            // Quotes of the other sort in the text look like the one that opens it.
            let mut known = too_little_indented(source, document.clone()).into_iter();
            if let Some(range) = known.find(|range| (range.start..=range.end).contains(&at)) {
                return Repair::Join(range);
            }
            let is_opening = matches!(source.as_bytes().get(at), Some(b'"' | b'\''));
            let is_unclosed = is_opening && matches!(error.kind(), ErrorKind::UnclosedQuotedScalar);
            let opening = if is_unclosed { Some(at) } else { open_quote(source, document.start..at) };
            match opening.map(|opening| (opening, closing_quote(source, opening, document.end))) {
                Some((opening, Some(closing))) if closing >= at && source[opening..closing].contains('\n') => {
                    return Repair::Join(opening..closing);
                }
                Some((opening, None)) => message::unclosed_quote(source, opening),
                _ => message::describe(source, error.kind(), at),
            }
        }
        ErrorKind::InvalidTrailingSingleQuotedScalar | ErrorKind::InvalidTrailingDoubleQuotedScalar => {
            match opening_quote(source, document.start..at) {
                Some(opening) if source[opening..at].contains('\n') => {
                    let line = source[..at].matches('\n').count() + 1;
                    message::long_quote(source, opening, line)
                }
                _ => message::describe(source, error.kind(), at),
            }
        }
        kind => match reader.open_bracket() {
            Some(opening) if opening < at && is_outside(source, opening, at) => {
                let lines = line_range(source, opening).start.max(document.start)
                    ..line_range(source, at).start.max(opening + 1);
                return Repair::Blank(message::unclosed_bracket(source, opening), lines);
            }
            _ => message::describe(source, kind, at),
        },
    };
    let mut lines = line_range(source, told.range.start);
    if source[lines.clone()].trim().is_empty() {
        // The parser stumbled after the line: it is the one before that is wrong.
        lines = line_range(source, source[..lines.start].trim_end().len());
    }
    Repair::Blank(told, lines)
}

/// Whether a line that follows an open bracket is indented so little that it is not meant to be inside.
fn is_outside(source: &str, opening: usize, at: usize) -> bool {
    let indentation = |at: usize| {
        let line = &source[line_range(source, at)];
        line.len() - line.trim_start().len()
    };
    at >= source.len() || source[opening..at].contains('\n') && indentation(at) <= indentation(opening)
}

/// Where the document that begins at `start` ends: before the next `---`, after the next `...`, or with the file.
fn document_end(source: &str, start: usize) -> usize {
    let mut at = start;
    let mut begun = false;
    for line in source[start..].split_inclusive('\n') {
        let is_line_start = at == 0 || source.as_bytes()[at - 1] == b'\n' || at == start;
        let marker = line.get(..3).filter(|_| is_line_start && line[3..].trim_start().len() < line[3..].len().max(1));
        match marker {
            Some("---") if begun => return at,
            Some("...") if begun => return at + line.len(),
            Some("---") => begun = true,
            _ => begun |= !(line.trim().is_empty() || line.starts_with(['#', '%'])),
        }
        at += line.len();
    }
    source.len()
}
