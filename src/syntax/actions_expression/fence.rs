//! The `${{ ... }}` in a text.

use std::ops::Range;

/// An expression in a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fence {
    /// From `${{` to the end of `}}`.
    pub range: Range<usize>,
    /// What stands between, blanks included.
    pub inner: Range<usize>,
    /// Whether `}}` is there; if not, it goes to the end of the text, and GitHub refuses it.
    pub is_closed: bool,
}

/// The expressions in a text, in order. `}}` within a string of the expression does not end it.
pub fn fences(text: &str) -> Vec<Fence> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find("${{").map(|found| at + found) {
        let inner = start + 3;
        match end_of(&text.as_bytes()[inner..]) {
            Some(length) => {
                at = inner + length + 2;
                found.push(Fence { range: start..at, inner: inner..inner + length, is_closed: true });
            }
            None => {
                found.push(Fence { range: start..text.len(), inner: inner..text.len(), is_closed: false });
                break;
            }
        }
    }
    found
}

/// How many bytes stand before the `}}` that ends an expression.
fn end_of(bytes: &[u8]) -> Option<usize> {
    let mut in_string = false;
    bytes.iter().enumerate().position(|(at, byte)| {
        in_string ^= *byte == b'\'';
        !in_string && *byte == b'}' && bytes.get(at + 1) == Some(&b'}')
    })
}
