//! Text put together from pieces of a file, and the way back to them.

use std::borrow::Cow;
use std::ops::Range;

use crate::source::{FileId, Span};

/// Some text of a Dockerfile as the builder reads it: line continuations, comment lines within them and escapes are gone. It knows
/// where in the file each of its bytes comes from.
#[derive(Clone)]
pub struct Text<'s> {
    file: FileId,
    source: &'s str,
    content: Cow<'s, str>,
    pieces: Pieces,
}

#[derive(Clone)]
enum Pieces {
    /// The text is the file's from this byte on.
    One(u32),
    /// Several pieces, in the order of the text.
    Many(Box<[Piece]>),
}

/// Bytes that lie together in the text and in the file. Where the lengths differ (an escape) they are one indivisible thing.
#[derive(Clone, Copy, Debug)]
struct Piece {
    /// The first byte in the text.
    at: u32,
    /// The bytes in the file.
    start: u32,
    end: u32,
}

impl<'s> Text<'s> {
    /// The bytes `range` of a file.
    pub(super) fn verbatim(file: FileId, source: &'s str, range: Range<usize>) -> Self {
        let start = range.start as u32;
        Self { file, source, content: Cow::Borrowed(&source[range]), pieces: Pieces::One(start) }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.content
    }

    /// Its length in bytes.
    pub fn len(&self) -> usize {
        self.content.len()
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.content.is_empty()
    }

    /// From its first byte in the file to its last.
    pub fn span(&self) -> Span {
        self.span_of(0..self.len())
    }

    /// The bytes of the file that the bytes `range` of the text come from: from the first of them to the last, with whatever lies
    /// between in the file (a line continuation, say). An empty range is the place between two bytes.
    pub fn span_of(&self, range: Range<usize>) -> Span {
        let start = self.place(range.start).0;
        let end = if range.is_empty() { start } else { self.place(range.end - 1).1 };
        Span { file: self.file, start, end: end.max(start) }
    }

    /// Where the byte at an offset starts and ends in the file. The offset after the last byte is the end of the last piece.
    fn place(&self, offset: usize) -> (u32, u32) {
        let offset = offset as u32;
        match &self.pieces {
            Pieces::One(start) => (start + offset, start + offset + 1),
            Pieces::Many(pieces) => {
                let index = pieces.partition_point(|piece| piece.at <= offset).saturating_sub(1);
                let piece = pieces[index];
                let length = pieces.get(index + 1).map_or(self.content.len() as u32, |next| next.at) - piece.at;
                if offset >= piece.at + length {
                    (piece.end, piece.end)
                } else if piece.end - piece.start == length {
                    let start = piece.start + offset - piece.at;
                    (start, start + 1)
                } else {
                    (piece.start, piece.end)
                }
            }
        }
    }

    /// The part `range` of it, in bytes of the text.
    #[must_use]
    pub fn slice(&self, range: Range<usize>) -> Self {
        match &self.pieces {
            Pieces::One(start) => {
                let start = *start as usize;
                Self::verbatim(self.file, self.source, start + range.start..start + range.end)
            }
            Pieces::Many(_) => {
                let place = self.place(range.start).0 as usize;
                let mut builder = TextBuilder::new(self.file, self.source);
                builder.push_part(self, range);
                builder.finish(place)
            }
        }
    }

    /// A builder for a text of the same file.
    pub(super) fn builder(&self) -> TextBuilder<'s> {
        TextBuilder::new(self.file, self.source)
    }

    /// It without white space at both ends.
    #[must_use]
    pub fn trim(&self) -> Self {
        let text = self.as_str();
        let start = text.len() - text.trim_start().len();
        let end = text.trim_end().len();
        self.slice(start.min(end)..end)
    }

    /// Whether it stands in the file exactly so, in one piece. Only such text can be replaced by an edit without a look at what
    /// lies between.
    pub fn is_verbatim(&self) -> bool {
        matches!(self.pieces, Pieces::One(_))
    }

    /// The text with the lifetime of the file, where it stands in the file exactly so.
    pub fn as_source(&self) -> Option<&'s str> {
        match &self.pieces {
            Pieces::One(start) => self.source.get(*start as usize..*start as usize + self.content.len()),
            Pieces::Many(_) => None,
        }
    }
}

impl std::fmt::Debug for Text<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}@{}", self.content, self.span().start)
    }
}

impl PartialEq<str> for Text<'_> {
    fn eq(&self, other: &str) -> bool {
        self.content == other
    }
}

impl PartialEq<&str> for Text<'_> {
    fn eq(&self, other: &&str) -> bool {
        self.content == *other
    }
}

/// Puts a text together.
pub(super) struct TextBuilder<'s> {
    file: FileId,
    source: &'s str,
    /// Stays empty as long as one piece of the file is all there is.
    text: String,
    length: usize,
    pieces: Vec<Piece>,
}

impl<'s> TextBuilder<'s> {
    pub(super) fn new(file: FileId, source: &'s str) -> Self {
        Self { file, source, text: String::new(), length: 0, pieces: Vec::new() }
    }

    /// Adds bytes of the file as they stand there.
    pub(super) fn push(&mut self, range: Range<usize>) {
        if range.is_empty() {
            return;
        }
        let piece = Piece { at: self.length as u32, start: range.start as u32, end: range.end as u32 };
        match self.pieces.last_mut() {
            None => self.pieces.push(piece),
            Some(last) if last.end == piece.start && self.length as u32 - last.at == last.end - last.start => {
                last.end = piece.end;
                if self.pieces.len() > 1 {
                    self.text.push_str(&self.source[range.clone()]);
                }
            }
            Some(_) => {
                self.materialise();
                self.text.push_str(&self.source[range.clone()]);
                self.pieces.push(piece);
            }
        }
        self.length += range.len();
    }

    /// Adds text that bytes of the file stand for.
    pub(super) fn push_decoded(&mut self, range: Range<usize>, decoded: &str) {
        self.materialise();
        self.pieces.push(Piece { at: self.length as u32, start: range.start as u32, end: range.end as u32 });
        self.text.push_str(decoded);
        self.length += decoded.len();
    }

    /// Adds a part of another text of the same file.
    pub(super) fn push_part(&mut self, text: &Text<'s>, range: Range<usize>) {
        match &text.pieces {
            Pieces::One(start) => self.push(*start as usize + range.start..*start as usize + range.end),
            Pieces::Many(pieces) => {
                let first = pieces.partition_point(|piece| piece.at as usize <= range.start).saturating_sub(1);
                for (index, piece) in pieces.iter().enumerate().skip(first) {
                    let at = piece.at as usize;
                    if at >= range.end {
                        break;
                    }
                    let end = pieces.get(index + 1).map_or(text.len(), |next| next.at as usize);
                    let part = range.start.max(at)..range.end.min(end);
                    if part.is_empty() {
                        continue;
                    }
                    if (piece.end - piece.start) as usize == end - at {
                        let start = piece.start as usize;
                        self.push(start + part.start - at..start + part.end - at);
                    } else {
                        self.push_decoded(piece.start as usize..piece.end as usize, &text.content[part]);
                    }
                }
            }
        }
    }

    /// Writes the first piece out, because another one follows.
    fn materialise(&mut self) {
        if let ([only], true) = (self.pieces.as_slice(), self.text.is_empty()) {
            self.text.push_str(&self.source[only.start as usize..only.end as usize]);
        }
    }

    /// The text; `place` is where in the file it is if there is nothing in it.
    pub(super) fn finish(self, place: usize) -> Text<'s> {
        match self.pieces.as_slice() {
            [] => Text::verbatim(self.file, self.source, place..place),
            [only] if self.text.is_empty() || (only.end - only.start) as usize == self.length => {
                let (start, end) = (only.start as usize, only.end as usize);
                if self.text.is_empty() || self.text == self.source[start..end] {
                    return Text::verbatim(self.file, self.source, start..end);
                }
                self.owned()
            }
            _ => self.owned(),
        }
    }

    fn owned(self) -> Text<'s> {
        let pieces = Pieces::Many(self.pieces.into_boxed_slice());
        Text { file: self.file, source: self.source, content: Cow::Owned(self.text), pieces }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_of_several_pieces_points_back_to_each() {
        let source = "RUN a \\\n  b \"\\u0041c\"";
        let file = FileId(0);
        let mut builder = TextBuilder::new(file, source);
        builder.push(4..6);
        builder.push(8..12);
        builder.push_decoded(13..19, "A");
        builder.push(19..20);
        let text = builder.finish(0);
        assert_eq!(text.as_str(), "a   b Ac");
        assert_eq!(text.span_of(4..5).range(), 10..11);
        assert_eq!(text.span_of(6..7).range(), 13..19);
        assert_eq!(text.span_of(6..8).range(), 13..20);
        assert_eq!(text.span_of(8..8).range(), 20..20);
        assert_eq!(text.span().range(), 4..20);
        let part = text.slice(4..8);
        assert_eq!((part.as_str(), part.span().range()), ("b Ac", 10..20));
        assert_eq!(text.slice(4..5).as_source(), Some("b"));
        assert_eq!(text.slice(0..0).span().range(), 4..4);
    }
}
