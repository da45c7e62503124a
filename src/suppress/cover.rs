//! What a comment is about: by where it stands among the items of its document.

use crate::source::{FileId, Files, Span};
use crate::syntax::Document;

/// The comments of a document and what they can cover.
pub(super) struct Outline<'f> {
    files: &'f Files,
    file: FileId,
    comments: Vec<Span>,
    /// Sorted by start.
    items: Vec<Span>,
    /// Sorted by start.
    roots: Vec<Span>,
}

impl<'f> Outline<'f> {
    pub(super) fn new(files: &'f Files, document: &Document<'_>) -> Self {
        let sorted = |mut spans: Vec<Span>| {
            spans.retain(|span| span.file == document.file && !span.is_empty());
            spans.sort_unstable();
            spans
        };
        let (items, roots) = (sorted(document.items(files)), sorted(document.roots()));
        Self { files, file: document.file, comments: document.comments(files), items, roots }
    }

    /// The comments in the order of the text.
    pub(super) fn comments(&self) -> &[Span] {
        &self.comments
    }

    pub(super) fn text(&self, span: Span) -> &'f str {
        self.files.text(span)
    }

    /// The whole file.
    pub(super) fn whole(&self) -> Span {
        Span::new(self.file, 0..self.files.get(self.file).text().len())
    }

    /// Whether nothing but white space stands before a comment on its line.
    pub(super) fn stands_alone(&self, comment: Span) -> bool {
        let line = self.line(comment.start);
        let before = self.text(Span { end: comment.start, ..line });
        before.trim_start_matches('\u{feff}').trim().is_empty()
    }

    /// The line of a byte, without its ending.
    pub(super) fn line(&self, offset: u32) -> Span {
        let file = self.files.get(self.file);
        Span::new(self.file, file.line_range(file.line_index(offset)))
    }

    /// What a comment covers. At the end of a line: the line and the largest item that starts on it. On a line of its own: the largest
    /// item that starts next, a whole document too; where nothing follows in the item that it stands in (an instruction that goes on
    /// over several lines, the end of a block), that item.
    pub(super) fn covered_by(&self, comment: Span) -> Option<Span> {
        if self.stands_alone(comment) { self.below(comment) } else { Some(self.before(comment)) }
    }

    fn below(&self, comment: Span) -> Option<Span> {
        let at = self.items.partition_point(|item| item.start < comment.end);
        let next = self.items.get(at).map(|item| item.start);
        let around = self.items[..at].iter().rev().find(|item| item.end >= comment.end);
        if let Some(around) = around.filter(|item| next.is_none_or(|next| next >= item.end)) {
            return Some(*around);
        }
        let starting = self.items[at..].iter().take_while(|item| Some(item.start) == next);
        let root = self.roots.iter().filter(|root| Some(root.start) == next);
        starting.chain(root).max_by_key(|item| item.len()).copied()
    }

    fn before(&self, comment: Span) -> Span {
        let line = self.line(comment.start);
        let from = self.items.partition_point(|item| item.start < line.start);
        let starting = self.items[from..].iter().take_while(|item| item.start <= comment.start);
        starting.max_by_key(|item| item.len()).map_or(line, |item| item.cover(line))
    }

    /// The line of a comment, or the next one if nothing else stands on it.
    pub(super) fn own_or_next_line(&self, comment: Span) -> Span {
        let line = self.line(comment.start);
        if !self.stands_alone(comment) {
            return line;
        }
        let end = self.line(comment.end).end;
        let next = self.whole().end.min(end + 1);
        self.line(next)
    }

    /// The document that a comment stands in or above; the whole file where there is but one.
    pub(super) fn root_around(&self, comment: Span) -> Span {
        let root = self.roots.iter().find(|root| root.end > comment.start);
        root.filter(|_| self.roots.len() > 1).copied().unwrap_or_else(|| self.whole())
    }
}
