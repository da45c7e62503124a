//! From an offset in a scalar's decoded text to the offset in the file.

use std::ops::Range;

use super::{NONE, Node};
use crate::source::Span;

pub(super) fn span_of(node: Node<'_>, range: Range<usize>) -> Span {
    let data = node.data();
    if data.first == NONE { data.span.part(range) } else { data.span }
}
