//! Words of a command that is written as one text. Compose splits it as a shell would, but no shell runs it.

use std::ops::Range;

/// The first operator of a shell in a command, outside of quotes.
pub fn operator(text: &str) -> Option<Range<usize>> {
    let mut quote = None;
    let mut at = 0;
    let bytes = text.as_bytes();
    while at < bytes.len() {
        let byte = bytes[at];
        match (quote, byte) {
            (Some(open), _) if open == byte => quote = None,
            (None | Some(b'"'), b'\\') => at += 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'&' | b'|') if bytes.get(at + 1) == Some(&byte) && is_apart(bytes, at, 2) => {
                return Some(at..at + 2);
            }
            (None, b'|' | b'>' | b'<') if is_apart(bytes, at, 1) => return Some(at..at + 1),
            (None, b'>') if bytes.get(at + 1) == Some(&b'>') && is_apart(bytes, at, 2) => return Some(at..at + 2),
            (None, b';') if at > 0 && bytes.get(at + 1).is_none_or(u8::is_ascii_whitespace) => return Some(at..at + 1),
            _ => {}
        }
        at += 1;
    }
    None
}

/// Whether blanks stand around some bytes.
fn is_apart(bytes: &[u8], at: usize, length: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| bytes.get(before));
    before.is_some_and(u8::is_ascii_whitespace) && bytes.get(at + length).is_some_and(u8::is_ascii_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operators_count_outside_of_quotes_only() {
        assert_eq!(operator("a && b"), Some(2..4));
        assert_eq!(operator("a | b"), Some(2..3));
        assert_eq!(operator("cd /x; b"), Some(5..6));
        assert_eq!(operator("a >> /x"), Some(2..4));
        for text in ["sh -c 'a && b'", "a \"b | c\" d", "a --x=a|b", "a 'b; c'", "a \\; b", "curl a?b=1&c=2", ""] {
            assert_eq!(operator(text), None, "{text}");
        }
    }
}
