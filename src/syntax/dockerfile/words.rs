//! An instruction's text into keyword, flags, arguments and words.
//!
//! Facts: BuildKit, `frontend/dockerfile/parser/split_command.go` and `line_parsers.go`.

use super::text::{Text, TextBuilder};
use super::{Flag, Reader};

/// The characters that separate words.
pub(super) fn is_blank(byte: u8) -> bool {
    matches!(byte, b'\t' | 0x0b | 0x0c | b'\r' | b' ')
}

/// An instruction's keyword, flags and the rest.
pub(super) struct Parts<'s> {
    pub(super) keyword: Text<'s>,
    pub(super) flags: Vec<Flag<'s>>,
    pub(super) arguments: Text<'s>,
}

impl<'s> Parts<'s> {
    pub(super) fn new(line: &Text<'s>, reader: &Reader<'s>) -> Self {
        let line = line.trim();
        let bytes = line.as_str().as_bytes();
        let keyword_end = bytes.iter().position(|byte| is_blank(*byte)).unwrap_or(bytes.len());
        let (flags, at) = flags(&line, keyword_end, reader);
        Self { keyword: line.slice(0..keyword_end), flags, arguments: line.slice(at..line.len()).trim() }
    }
}

/// The flags from an offset on, and where the rest begins.
fn flags<'s>(line: &Text<'s>, from: usize, reader: &Reader<'s>) -> (Vec<Flag<'s>>, usize) {
    let bytes = line.as_str().as_bytes();
    let mut flags = Vec::new();
    let mut at = from;
    loop {
        at += bytes[at..].iter().take_while(|byte| byte.is_ascii_whitespace() || is_blank(**byte)).count();
        if !bytes[at..].starts_with(b"--") {
            return (flags, at);
        }
        let start = at;
        let decoded;
        (decoded, at) = flag_word(line, start, reader);
        if decoded == "--" {
            return (flags, at);
        }
        let equals = decoded.as_str().find('=');
        let name = decoded.slice(2..equals.unwrap_or(decoded.len()).max(2));
        let value = equals.map(|equals| decoded.slice(equals + 1..decoded.len()));
        flags.push(Flag { span: line.span_of(start..at), name, value });
    }
}

/// A word that begins at an offset, without its quotes and escapes, and the offset after it.
fn flag_word<'s>(line: &Text<'s>, start: usize, reader: &Reader<'s>) -> (Text<'s>, usize) {
    let bytes = line.as_str().as_bytes();
    let mut builder = TextBuilder::new(reader.lines.file, reader.lines.source);
    let mut quote = None;
    let mut at = start;
    while let Some(&byte) = bytes.get(at) {
        let width = character_width(line.as_str(), at);
        if byte == reader.lines.escape {
            let next = at + width;
            if next < bytes.len() {
                let end = next + character_width(line.as_str(), next);
                builder.push_part(line, next..end);
                at = end;
            } else {
                at = next;
            }
            continue;
        }
        match quote {
            Some(mark) if byte == mark => quote = None,
            None if byte.is_ascii_whitespace() || is_blank(byte) => break,
            None if matches!(byte, b'\'' | b'"') => quote = Some(byte),
            _ => builder.push_part(line, at..at + width),
        }
        at += width;
    }
    (builder.finish(line.span_of(start..start).start as usize), at)
}

/// The length in bytes of the character at an offset.
fn character_width(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(1, char::len_utf8)
}

/// The words of ENV, LABEL and ARG: blanks separate them except within quotes or after an escape, and quotes stay.
pub(super) fn quoted_words<'s>(arguments: &Text<'s>, escape: u8) -> Vec<Text<'s>> {
    let text = arguments.as_str();
    let bytes = text.as_bytes();
    let mut words = Vec::new();
    let mut start = None;
    let mut quote = None;
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        let width = character_width(text, at);
        let is_space = text[at..at + width].chars().all(char::is_whitespace);
        match (start, quote) {
            (None, _) if is_space => {}
            (Some(from), None) if is_space => {
                words.push(arguments.slice(from..at));
                start = None;
            }
            _ => {
                start = start.or(Some(at));
                if byte == escape && quote != Some(b'\'') {
                    let next = at + width;
                    if next == bytes.len() {
                        // An escape at the very end is dropped.
                        break;
                    }
                    at = next + character_width(text, next);
                    continue;
                }
                quote = match quote {
                    Some(mark) if byte == mark => None,
                    None if matches!(byte, b'\'' | b'"') => Some(byte),
                    other => other,
                };
            }
        }
        at += width;
    }
    if let Some(from) = start.filter(|from| *from < at) {
        words.push(arguments.slice(from..at));
    }
    words
}

/// The words of FROM, COPY, EXPOSE and so on: blanks separate them, and quotes mean nothing.
pub(super) fn plain_words<'s>(arguments: &Text<'s>) -> Vec<Text<'s>> {
    let bytes = arguments.as_str().as_bytes();
    let mut words = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let end = bytes[at..].iter().position(|byte| is_blank(*byte)).map_or(bytes.len(), |length| at + length);
        if end > at {
            words.push(arguments.slice(at..end));
        }
        at = end + 1;
    }
    words
}
