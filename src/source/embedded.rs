//! Texts that are written within other files: a Dockerfile in a value of a Compose file. Each is a file of its own to whoever reads it,
//! and knows the way back to the bytes that a person would edit.

use std::ops::Range;

use super::{FileId, Files, SourceFile, Span};

/// A stretch of a text and where it is written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stretch {
    /// The bytes of the text.
    pub inner: Range<u32>,
    /// The bytes of the file that it is written in. Where they are as many, they are the same; else all stand for all.
    pub outer: Range<u32>,
}

impl Stretch {
    fn is_exact(&self) -> bool {
        self.inner.len() == self.outer.len()
    }
}

/// A text that is written within another file.
#[derive(Clone, Debug)]
pub struct Embedded {
    /// The file that it is written in.
    pub host: FileId,
    /// Where the value begins there: by this it is found.
    pub start: u32,
    /// Where its stretches are written, in their order.
    pub stretches: Vec<Stretch>,
    /// How deep its lines are indented in the file, where new lines can be written as they are; else nothing in it can be edited.
    pub indentation: Option<usize>,
}

impl Embedded {
    fn outer_start(&self, at: u32) -> u32 {
        let after = self.stretches.partition_point(|stretch| stretch.inner.start <= at);
        let Some(stretch) = after.checked_sub(1).map(|before| &self.stretches[before]) else { return self.start };
        match stretch.is_exact() {
            true => stretch.outer.start + (at - stretch.inner.start).min(stretch.outer.len() as u32),
            false if at < stretch.inner.end => stretch.outer.start,
            false => stretch.outer.end,
        }
    }

    fn outer_end(&self, at: u32) -> u32 {
        let after = self.stretches.partition_point(|stretch| stretch.inner.start < at);
        let Some(stretch) = after.checked_sub(1).map(|before| &self.stretches[before]) else { return self.start };
        if stretch.is_exact() {
            stretch.outer.start + (at - stretch.inner.start).min(stretch.outer.len() as u32)
        } else {
            stretch.outer.end
        }
    }

    /// Where a part of the text is written.
    fn outer(&self, part: Range<u32>) -> Span {
        let start = self.outer_start(part.start);
        let end = if part.is_empty() { start } else { self.outer_end(part.end).max(start) };
        Span { file: self.host, start, end }
    }

    /// Whether the bytes of a part are the same in the file, line ends and indentation left out.
    fn is_exact(&self, part: &Range<u32>) -> bool {
        let touches = |stretch: &&Stretch| stretch.inner.start < part.end && part.start < stretch.inner.end;
        self.stretches.iter().filter(touches).all(Stretch::is_exact)
    }
}

impl Files {
    /// Adds texts that are written within files. They are read like files of their own, but no path leads to them.
    #[must_use]
    pub fn with_embedded(mut self, texts: Vec<(SourceFile, Embedded)>) -> Self {
        for (file, embedded) in texts {
            self.embedded.push((FileId(self.recognised.len() as u32), embedded));
            self.recognised.push(file);
        }
        self
    }

    /// Takes them out again.
    #[must_use]
    pub fn without_embedded(mut self) -> Self {
        self.recognised.truncate(self.recognised.len() - self.embedded.len());
        self.embedded.clear();
        self
    }

    /// The text that is written within a file in a value that begins at this place.
    pub fn embedded_at(&self, place: Span) -> Option<FileId> {
        let is_there = |embedded: &Embedded| embedded.host == place.file && embedded.start == place.start;
        self.embedded.iter().find(|(_, embedded)| is_there(embedded)).map(|(id, _)| *id)
    }

    fn embedded(&self, file: FileId) -> Option<&Embedded> {
        let first = self.embedded.first()?.0;
        self.embedded.get(file.0.checked_sub(first.0)? as usize).map(|(_, embedded)| embedded)
    }

    /// Where the text under a span is really written: the span itself, unless the text is written within another file.
    pub fn written(&self, span: Span) -> Span {
        self.embedded(span.file).map_or(span, |embedded| embedded.outer(span.start..span.end))
    }

    /// An edit of a text as an edit of the file that it is written in: the span and the new text. `None` where that cannot be made well.
    pub fn written_edit(&self, span: Span, text: &str) -> Option<(Span, String)> {
        let Some(embedded) = self.embedded(span.file) else { return Some((span, text.to_owned())) };
        let inner = self.get(span.file).text();
        let indentation = embedded.indentation?;
        let is_first = span.start == 0 && text.starts_with([' ', '\t', '\n']);
        if is_first || text.contains(['\t', '\r']) || !embedded.is_exact(&(span.start..span.end)) {
            return None;
        }
        let at_end = span.end as usize == inner.len() && inner.ends_with('\n');
        let new_line = format!("\n{}", " ".repeat(indentation));
        let indented = |text: &str| text.replace('$', "$$").replace('\n', &new_line);
        if !at_end {
            return Some((embedded.outer(span.start..span.end), indented(text)));
        }
        // There is no line behind the last one: what comes there goes before its end.
        let begins_line = inner[..span.start as usize].ends_with('\n');
        if !begins_line || !(text.is_empty() || text.ends_with('\n')) {
            return None;
        }
        let start = embedded.outer_end(span.start - 1);
        let end = embedded.outer_end(span.end - 1);
        let text = if text.is_empty() { String::new() } else { format!("\n{}", text.trim_end_matches('\n')) };
        Some((Span { file: embedded.host, start, end: end.max(start) }, indented(&text)))
    }
}
