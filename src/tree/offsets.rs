//! From an offset in a scalar's decoded text to the offset in the file.

use std::ops::Range;

use super::{NONE, Node, Style};
use crate::source::Span;

mod decode;

pub(crate) use decode::decode;

/// The text of a scalar whose decoded text is what its span covers: quotes are left out.
pub(super) fn between_quotes(style: Style, text: &str) -> &str {
    let quote = match style {
        Style::SingleQuoted => '\'',
        Style::DoubleQuoted => '"',
        _ => return text,
    };
    text.strip_prefix(quote).and_then(|text| text.strip_suffix(quote)).unwrap_or(text)
}

/// A stretch of decoded text and the bytes of the file that it was written in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Piece {
    /// The first byte in the decoded text.
    decoded: u32,
    /// How many bytes of decoded text.
    length: u32,
    /// The first byte in the file.
    source: u32,
    /// How many bytes in the file. Where it equals `length` the bytes are the same; else (an escape, a folded line break) all of
    /// the decoded bytes stand for all of these.
    source_length: u32,
}

/// The way from offsets in the decoded text of one scalar to its file. Make it once where many places in a long scalar are asked
/// for; [`Node::span_of`] is for a few.
#[derive(Clone, Debug)]
pub struct OffsetMap {
    whole: Span,
    /// In the order of the text; empty if nothing is known but the whole.
    pieces: Vec<Piece>,
}

impl OffsetMap {
    /// The map of a scalar.
    pub fn new(node: Node<'_>) -> Self {
        let whole = node.span();
        if node.is_derived() || !node.is_scalar() {
            return Self { whole, pieces: Vec::new() };
        }
        let pieces = if node.data().first == NONE { same(node) } else { decode::pieces(node).unwrap_or_default() };
        Self { whole, pieces }
    }

    /// Where the bytes `range` of the decoded text are written. What cannot be told is the whole scalar.
    pub fn span_of(&self, range: Range<usize>) -> Span {
        let Some(start) = self.start(range.start as u32) else { return self.whole };
        if range.is_empty() {
            return Span { start, end: start, ..self.whole };
        }
        let Some(end) = self.end(range.end as u32) else { return self.whole };
        Span { start, end: end.max(start), ..self.whole }
    }

    /// The piece that holds the decoded byte, or the last before it.
    fn piece(&self, decoded: u32) -> Option<&Piece> {
        let after = self.pieces.partition_point(|piece| piece.decoded <= decoded);
        self.pieces.get(after.checked_sub(1)?)
    }

    /// Where the byte at this decoded offset begins.
    fn start(&self, decoded: u32) -> Option<u32> {
        let piece = self.piece(decoded)?;
        let within = decoded - piece.decoded;
        Some(if piece.length == piece.source_length {
            piece.source + within.min(piece.length)
        } else if within < piece.length {
            piece.source
        } else {
            piece.source + piece.source_length
        })
    }

    /// Where the byte before this decoded offset ends.
    fn end(&self, decoded: u32) -> Option<u32> {
        let piece = self.piece(decoded.checked_sub(1)?)?;
        let within = decoded - piece.decoded;
        Some(
            piece.source
                + if piece.length == piece.source_length { within.min(piece.length) } else { piece.source_length },
        )
    }
}

/// The map of a scalar whose decoded text stands in the file as it is.
fn same(node: Node<'_>) -> Vec<Piece> {
    let span = node.span();
    let length = node.text().len() as u32;
    let quote = u32::from(length != span.end - span.start);
    vec![Piece { decoded: 0, length, source: span.start + quote, source_length: length }]
}

pub(super) fn span_of(node: Node<'_>, range: Range<usize>) -> Span {
    if node.data().first == NONE && node.is_scalar() && !node.is_derived() {
        let map = OffsetMap { whole: node.span(), pieces: same(node) };
        return map.span_of(range);
    }
    OffsetMap::new(node).span_of(range)
}
