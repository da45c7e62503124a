//! The lines that a finding is about, made fit to be shown: a long line is cut around what matters, and characters that would
//! disturb a terminal are replaced, since the linted files are not to be trusted.

use std::ops::Range;

use codespan_reporting::files::{Error, Files as CodespanFiles, Location};

use crate::source::{FileId, Files, SourceFile, Span};

/// A span over more lines than these is shown by its first line.
const MAX_LINES: usize = 6;
/// A line of more characters than these is cut.
const MAX_WIDTH: usize = 140;
/// How many characters before the first span are kept in a line that is cut.
const LEAD: usize = 40;

/// The text with what is not meant for the eye replaced: control characters and those that change the direction of writing.
pub(super) fn visible(text: &str) -> String {
    text.chars().map(|c| if c == '\n' { ' ' } else { visible_char(c) }).collect()
}

fn visible_char(c: char) -> char {
    match c {
        '\t' => '\t',
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => '\u{fffd}',
        c if c.is_control() => '\u{fffd}',
        c => c,
    }
}

/// A line of the excerpt.
#[derive(Debug)]
struct Line {
    file: FileId,
    /// The line in the file, from 0.
    index: usize,
    /// Where it stands in the excerpt's text.
    shown: Range<usize>,
    /// For each shown character, the byte of the file that it stands for.
    starts: Vec<u32>,
}

impl Line {
    /// The byte in the excerpt's text that shows this byte of the file. What was cut off is at the edge.
    fn place(&self, text: &str, offset: u32) -> usize {
        let at = self.starts.partition_point(|start| *start < offset);
        let mut characters = text[self.shown.clone()].char_indices();
        characters.nth(at).map_or(self.shown.end, |(byte, _)| self.shown.start + byte)
    }
}

/// The lines that some spans are about, in a text of their own.
#[derive(Debug)]
pub(super) struct Excerpt<'f> {
    files: &'f Files,
    text: String,
    /// Sorted by file and index.
    lines: Vec<Line>,
    /// For each span, its range in the text and the span itself.
    places: Vec<(Range<usize>, Span)>,
}

impl<'f> Excerpt<'f> {
    /// The lines of these spans.
    pub(super) fn new(files: &'f Files, spans: &[Span]) -> Self {
        let shown: Vec<Span> = spans.iter().map(|span| shown_part(files.get(span.file), *span)).collect();
        let mut excerpt = Self { files, text: String::new(), lines: Vec::new(), places: Vec::new() };
        for (file, index) in needed_lines(files, &shown) {
            excerpt.add_line(file, index, &shown);
        }
        for (shown, span) in shown.iter().zip(spans) {
            let start = excerpt.place(shown.file, shown.start);
            let end = excerpt.place(shown.file, shown.end).max(start);
            excerpt.places.push((start..end, *span));
        }
        excerpt
    }

    /// Where a span stands in the excerpt, by its place in the list.
    pub(super) fn range(&self, at: usize) -> Range<usize> {
        self.places[at].0.clone()
    }

    fn add_line(&mut self, file: FileId, index: usize, spans: &[Span]) {
        let source = self.files.get(file);
        let whole = source.line_range(index);
        let kept = kept_part(&source.text()[whole.clone()], whole.start, spans.iter().filter(|span| span.file == file));
        let first = self.text.len();
        let mut starts = Vec::new();
        let mut push = |c: char, at: usize| {
            self.text.push(c);
            starts.push(at as u32);
        };
        if kept.start > whole.start {
            push('…', whole.start);
        }
        for (at, c) in source.text()[kept.clone()].char_indices() {
            // A byte order mark is no part of the line that a person sees.
            if c != '\u{feff}' || kept.start + at > 0 {
                push(visible_char(c), kept.start + at);
            }
        }
        if kept.end < whole.end {
            push('…', kept.end);
        }
        let shown = first..self.text.len();
        self.text.push('\n');
        self.lines.push(Line { file, index, shown, starts });
    }

    fn line(&self, file: FileId, index: usize) -> Option<&Line> {
        let at = self.lines.binary_search_by_key(&(file, index), |line| (line.file, line.index));
        at.ok().map(|at| &self.lines[at])
    }

    fn place(&self, file: FileId, offset: u32) -> usize {
        self.line(file, self.files.get(file).line_index(offset)).map_or(0, |line| line.place(&self.text, offset))
    }
}

/// The part of a span that is underlined: without the white space at its end, and of a long block its first line only.
fn shown_part(source: &SourceFile, span: Span) -> Span {
    let trimmed = source.text()[span.range()].trim_end().len();
    let span = Span { end: span.start + trimmed as u32, ..span };
    let first = source.line_index(span.start);
    if source.line_index(span.end) - first < MAX_LINES {
        return span;
    }
    let line = source.line_range(first);
    let shown = source.text()[line.clone()].trim_end().len();
    Span { end: ((line.start + shown) as u32).max(span.start), ..span }
}

/// The lines of the spans, and one after each, which the renderer shows where it fills a gap; sorted.
fn needed_lines(files: &Files, spans: &[Span]) -> Vec<(FileId, usize)> {
    let mut lines = Vec::new();
    for span in spans {
        let source = files.get(span.file);
        let last = (source.line_index(span.end) + 1).min(source.line_starts().len() - 1);
        lines.extend((source.line_index(span.start)..=last).map(|index| (span.file, index)));
    }
    lines.sort_unstable();
    lines.dedup();
    lines
}

/// The bytes of a line that are shown: all of it, or of a long line the part around the first span in it.
fn kept_part<'s>(line: &str, start: usize, spans: impl Iterator<Item = &'s Span>) -> Range<usize> {
    let end = start + line.len();
    if line.len() <= MAX_WIDTH || line.chars().count() <= MAX_WIDTH {
        return start..end;
    }
    let within = |offset: u32| (start..=end).contains(&(offset as usize)).then(|| offset as usize - start);
    let first = spans.filter_map(|span| within(span.start)).min().unwrap_or(0);
    let before = line[..first].char_indices().rev().nth(LEAD - 1).map_or(0, |(at, _)| at);
    let after = line[before..].char_indices().nth(MAX_WIDTH).map_or(line.len(), |(at, _)| before + at);
    start + before..start + after
}

impl<'a> CodespanFiles<'a> for Excerpt<'_> {
    type FileId = FileId;
    type Name = String;
    type Source = &'a str;

    fn name(&'a self, id: FileId) -> Result<String, Error> {
        Ok(visible(self.files.get(id).path()))
    }

    fn source(&'a self, _: FileId) -> Result<&'a str, Error> {
        Ok(&self.text)
    }

    fn line_index(&'a self, _: FileId, byte: usize) -> Result<usize, Error> {
        let at = self.lines.partition_point(|line| line.shown.start <= byte);
        at.checked_sub(1).map(|at| self.lines[at].index).ok_or(Error::IndexTooLarge { given: byte, max: 0 })
    }

    fn line_range(&'a self, id: FileId, index: usize) -> Result<Range<usize>, Error> {
        let line = self.line(id, index).ok_or(Error::LineTooLarge { given: index, max: self.lines.len() })?;
        Ok(line.shown.clone())
    }

    fn location(&'a self, id: FileId, byte: usize) -> Result<Location, Error> {
        let place = self.places.iter().find(|(range, span)| range.start == byte && span.file == id);
        let position = place.map(|(_, span)| self.files.get(id).position(span.start)).ok_or(Error::FileMissing)?;
        Ok(Location { line_number: position.line as usize, column_number: position.column as usize })
    }
}
