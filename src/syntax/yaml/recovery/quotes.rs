//! Where quoted texts begin and end in a document that cannot be read.

use std::ops::Range;

/// The quote that opens a text which is still open at the end of `range`.
pub(super) fn open_quote(source: &str, range: Range<usize>) -> Option<usize> {
    let bytes = source.as_bytes();
    range.clone().rev().find(|at| {
        let before = at.checked_sub(1).filter(|before| *before >= range.start).map(|before| bytes[before]);
        // Two single quotes stand for one in a text, or are an empty one.
        let is_pair = bytes[*at..].starts_with(b"''") && !bytes[*at..].starts_with(b"'''");
        matches!(bytes[*at], b'"' | b'\'')
            && !is_pair
            && before.is_none_or(|before| matches!(before, b' ' | b'\t' | b'\n' | b'[' | b'{' | b',' | b':'))
    })
}

/// The quote that opens the text of which the closing quote is the last before the end of `range`.
pub(super) fn opening_quote(source: &str, range: Range<usize>) -> Option<usize> {
    let bytes = source.as_bytes();
    let mut positions = range.clone().rev().skip_while(|at| matches!(bytes[*at], b' ' | b'\t'));
    let closing = positions.next().filter(|at| matches!(bytes[*at], b'"' | b'\''))?;
    let quote = bytes[closing];
    let mut at = closing;
    while at > range.start {
        at -= 1;
        if bytes[at] != quote {
            continue;
        }
        let before = (at > range.start).then(|| bytes[at - 1]);
        match (quote, before) {
            (b'\'', Some(b'\'')) => at -= 1,
            (b'"', Some(b'\\')) => {}
            _ => return Some(at),
        }
    }
    None
}

/// The quote that closes the text which `opening` opens.
pub(super) fn closing_quote(source: &str, opening: usize, end: usize) -> Option<usize> {
    let bytes = &source.as_bytes()[..end];
    let quote = bytes[opening];
    let mut at = opening + 1;
    while at < end {
        match bytes[at] {
            b'\\' if quote == b'"' => at += 1,
            b'\'' if quote == b'\'' && bytes.get(at + 1) == Some(&b'\'') => at += 1,
            byte if byte == quote => return Some(at),
            _ => {}
        }
        at += 1;
    }
    None
}

/// The quoted values in a part of a document, which begins anywhere in a line, that go on in lines indented no more than their keys: go-yaml
/// reads them, the specification does not allow them (YAML 1.2.2, section 7.3). From each opening quote to before its closing one.
pub(super) fn too_little_indented(source: &str, part: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    // What the key of a text without quotes is indented by: lines with more are text.
    let mut text = None;
    let mut at = part.start;
    while at < part.end {
        let end = source[at..part.end].find('\n').map_or(part.end, |newline| at + newline + 1);
        let line = source[at..end].trim_end();
        let content = line.trim_start_matches(' ');
        let indentation = line.len() - content.len();
        let is_inside = text.is_some_and(|key| content.is_empty() || indentation > key);
        let start = std::mem::replace(&mut at, end);
        if is_inside || content.is_empty() || content.starts_with('#') {
            continue;
        }
        let (key, value) = value_in(content);
        let key = indentation + key;
        text = is_text(&content[value..]).then_some(key);
        let opening = start + indentation + value;
        if !matches!(source.as_bytes().get(opening), Some(b'"' | b'\'')) {
            continue;
        }
        let Some(closing) = closing_quote(source, opening, part.end) else { break };
        let mut others = source[opening..closing].lines().skip(1).filter(|line| !line.trim().is_empty());
        if others.any(|line| line.len() - line.trim_start().len() <= key) {
            found.push(opening..closing);
        }
        at = at.max(closing + 1);
    }
    found
}

/// Where the innermost key of a line begins, or the mark of a list item without one, and where the value does: bytes from the first that is no
/// blank.
fn value_in(content: &str) -> (usize, usize) {
    let (mut key, mut mark) = (0, 0);
    while content[key..].starts_with("- ") {
        mark = key;
        key += 2 + content[key + 2..].bytes().take_while(|byte| *byte == b' ').count();
    }
    let value = match content[key..].find(": ").filter(|_| !content[key..].starts_with(['"', '\''])) {
        Some(colon) => {
            let after = key + colon + 2;
            after + content[after..].bytes().take_while(|byte| *byte == b' ').count()
        }
        None => return (mark, key),
    };
    (key, value)
}

/// Whether a value is text without quotes or the header of a block scalar, behind a tag or an anchor.
fn is_text(value: &str) -> bool {
    let mut words = value.split_whitespace().skip_while(|word| word.starts_with(['&', '!']));
    words.next().is_some_and(|word| !word.starts_with(['"', '\'', '[', '{', '#', '*']) && !word.ends_with(':'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_values_with_lines_beside_or_left_of_their_keys_are_found() {
        let text = "a:\n  - rule: 'x ||\n  y'\n    other: 'x\n      y'\n  - text: |\n      b: 'x\n      y'\n  - \"x\n\n  y\"\n  - &z >-\n    c: \"x\n    y\"\n  - text: a\n      - 'b\n      c'\n";
        let found: Vec<&str> = too_little_indented(text, 0..text.len()).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["'x ||\n  y", "\"x\n\n  y"]);
    }
}
