//! Decoding scalars by the rules of YAML 1.2.2 (chapters 7.3 and 8.1), which JSON strings follow too, with a note of what came
//! from where.

use std::ops::Range;

use super::super::{Node, Style};
use super::Piece;

/// The decoded text of a plain or quoted scalar, from its source with quotes; `None` if an escape is wrong.
pub(crate) fn decode(style: Style, source: &str) -> Option<String> {
    let mut decoder = Decoder::new(source, 0);
    decoder.flow(style)?;
    Some(decoder.text)
}

/// The pieces of a scalar; `None` if its text does not come out.
pub(super) fn pieces(node: Node<'_>) -> Option<Vec<Piece>> {
    let span = node.span();
    let whole = node.tree().files().get(span.file).text();
    match node.style() {
        Style::Plain | Style::SingleQuoted | Style::DoubleQuoted => {
            let mut decoder = Decoder::new(whole.get(span.range())?, span.start);
            decoder.flow(node.style())?;
            (decoder.text == node.text()).then_some(decoder.pieces)
        }
        Style::Literal | Style::Folded => {
            let line = whole.get(..span.start as usize)?.rfind('\n').map_or(0, |at| at + 1);
            let start = (line + node.indentation()).min(span.start as usize);
            block(whole.get(start..span.end as usize)?, start as u32, node.indentation(), node.text())
        }
        _ => None,
    }
}

struct Decoder<'a> {
    source: &'a str,
    /// The offset of `source` in the file.
    base: u32,
    text: String,
    pieces: Vec<Piece>,
}

impl<'a> Decoder<'a> {
    fn new(source: &'a str, base: u32) -> Self {
        Self { source, base, text: String::new(), pieces: Vec::new() }
    }

    /// Takes bytes of the source as they are.
    fn copy(&mut self, range: Range<usize>) {
        if let Some(text) = self.source.get(range.clone()).filter(|text| !text.is_empty()) {
            self.push(text.len(), range);
            self.text.push_str(text);
        }
    }

    /// Writes `text` for bytes of the source that say it otherwise.
    fn put(&mut self, text: &str, range: Range<usize>) {
        if !text.is_empty() {
            self.push(text.len(), range);
            self.text.push_str(text);
        }
    }

    fn push(&mut self, length: usize, range: Range<usize>) {
        self.pieces.push(Piece {
            decoded: self.text.len() as u32,
            length: length as u32,
            source: self.base + range.start as u32,
            source_length: range.len() as u32,
        });
    }

    fn flow(&mut self, style: Style) -> Option<()> {
        let bytes = self.source.as_bytes();
        let quoted = matches!(style, Style::SingleQuoted | Style::DoubleQuoted);
        let (mut at, end) = if quoted { (1, bytes.len().checked_sub(1)?) } else { (0, bytes.len()) };
        let mut from = at;
        while at < end {
            match bytes[at] {
                b' ' | b'\t' | b'\n' | b'\r' => {
                    let after = blanks(bytes, at, end);
                    if after < end && matches!(bytes[after], b'\n' | b'\r') {
                        self.copy(from..at);
                        let (next, breaks) = line_breaks(bytes, after, end);
                        self.put(&folded(breaks), at..next);
                        from = next;
                        at = next;
                    } else {
                        at = after.max(at + 1);
                    }
                }
                b'\'' if style == Style::SingleQuoted => {
                    self.copy(from..at);
                    self.put("'", at..(at + 2).min(end));
                    at = (at + 2).min(end);
                    from = at;
                }
                b'\\' if style == Style::DoubleQuoted => {
                    self.copy(from..at);
                    at = self.escape(at, end)?;
                    from = at;
                }
                _ => at += 1,
            }
        }
        self.copy(from..end.max(from));
        Some(())
    }

    /// Takes the escape at the backslash `at`; the offset after it.
    fn escape(&mut self, at: usize, end: usize) -> Option<usize> {
        let bytes = self.source.as_bytes();
        let name = *bytes.get(at + 1).filter(|_| at + 1 < end)?;
        let simple = match name {
            b'0' => '\0',
            b'a' => '\u{7}',
            b'b' => '\u{8}',
            b't' | b'\t' => '\t',
            b'n' => '\n',
            b'v' => '\u{b}',
            b'f' => '\u{c}',
            b'r' => '\r',
            b'e' => '\u{1b}',
            b' ' | b'"' | b'/' | b'\\' => char::from(name),
            b'N' => '\u{85}',
            b'_' => '\u{a0}',
            b'L' => '\u{2028}',
            b'P' => '\u{2029}',
            b'\n' | b'\r' => {
                let (next, breaks) = line_breaks(bytes, at + 1, end);
                self.put(&"\n".repeat(breaks - 1), at..next);
                return Some(next);
            }
            b'x' | b'u' | b'U' => return self.code_point(at, name),
            _ => return None,
        };
        self.put(simple.encode_utf8(&mut [0; 4]), at..at + 2);
        Some(at + 2)
    }

    /// Takes `\x41`, `\u0041`, `\U00000041`, or a pair of surrogates `\ud83d\ude00`.
    fn code_point(&mut self, at: usize, name: u8) -> Option<usize> {
        let digits = match name {
            b'x' => 2,
            b'u' => 4,
            _ => 8,
        };
        let mut next = at + 2 + digits;
        let mut code = u32::from_str_radix(self.source.get(at + 2..next)?, 16).ok()?;
        if (0xd800..0xdc00).contains(&code) && self.source.get(next..next + 2) == Some("\\u") {
            let low = u32::from_str_radix(self.source.get(next + 2..next + 6)?, 16).ok()?;
            code = 0x10000 + ((code - 0xd800) << 10) + low.checked_sub(0xdc00)?;
            next += 6;
        }
        self.put(char::from_u32(code)?.encode_utf8(&mut [0; 4]), at..next);
        Some(next)
    }
}

/// The offset after spaces and tabs.
fn blanks(bytes: &[u8], mut at: usize, end: usize) -> usize {
    while at < end && matches!(bytes[at], b' ' | b'\t') {
        at += 1;
    }
    at
}

/// From a line break over all further breaks and the blanks around them: the offset of what follows, and the number of breaks.
fn line_breaks(bytes: &[u8], mut at: usize, end: usize) -> (usize, usize) {
    let mut breaks = 0;
    while at < end && matches!(bytes[at], b'\n' | b'\r') {
        at += if bytes[at] == b'\r' && at + 1 < end && bytes[at + 1] == b'\n' { 2 } else { 1 };
        at = blanks(bytes, at, end);
        breaks += 1;
    }
    (at, breaks)
}

/// What line folding makes of some line breaks.
fn folded(breaks: usize) -> String {
    if breaks == 1 { " ".to_owned() } else { "\n".repeat(breaks - 1) }
}

/// Lays the lines of a block scalar over its decoded text. `source` begins where the content of its first line that is not blank
/// begins, `indentation` columns into the line.
fn block(source: &str, base: u32, indentation: usize, decoded: &str) -> Option<Vec<Piece>> {
    let mut pieces = Vec::new();
    let mut at = 0;
    let mut line_start = 0;
    for (number, line) in source.split_inclusive('\n').enumerate() {
        let skipped =
            if number == 0 { 0 } else { line.bytes().take(indentation).take_while(|byte| *byte == b' ').count() };
        let content = line[skipped..].trim_end_matches(['\n', '\r']);
        let source_start = line_start + skipped;
        line_start += line.len();
        if content.is_empty() {
            continue;
        }
        let rest = &decoded[at..];
        let separator = if number > 0 && rest.starts_with(' ') && rest[1..].starts_with(content) {
            1
        } else {
            rest.len() - rest.trim_start_matches('\n').len()
        };
        let rest = rest.get(separator..).unwrap_or("");
        if !rest.starts_with(content) {
            // Trailing lines of blanks are no content.
            if rest.is_empty() && content.trim().is_empty() {
                continue;
            }
            return None;
        }
        at += separator;
        pieces.push(Piece {
            decoded: at as u32,
            length: content.len() as u32,
            source: base + source_start as u32,
            source_length: content.len() as u32,
        });
        at += content.len();
    }
    Some(pieces)
}
