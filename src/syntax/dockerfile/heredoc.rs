//! Here-documents: which a line announces, and their bodies.
//!
//! Facts: BuildKit, `frontend/dockerfile/parser/parser.go` (`heredocsFromLine`, `heredocFromMatch`) and `shell/lex.go`.

use std::ops::Range;

use super::text::Text;
use super::{Heredoc, RULE};
use crate::diagnostic::Problem;
use crate::source::Span;
use crate::syntax::dockerfile::lines::Lines;

/// A here-document that a line announces: `<<EOF`.
pub(super) struct Announced {
    name: String,
    strips_tabs: bool,
    expands: bool,
    /// The word in the line.
    word: Range<usize>,
}

/// The here-documents that a line announces, in their order.
pub(super) fn announced(line: &Text<'_>) -> Vec<Result<Announced, Range<usize>>> {
    let text = line.as_str();
    if !text.contains("<<") {
        return Vec::new();
    }
    let Some(words) = shell_words(text) else { return Vec::new() };
    words.into_iter().filter_map(|word| announcement(text, word).transpose()).collect()
}

/// What a single word is if it is a whole here-document word: used for the words of COPY and ADD.
pub(super) fn is_announcement(word: &str) -> bool {
    matches!(announcement(word, 0..word.len()), Ok(Some(_)))
}

/// A word as a here-document: `[digits]<<[-]NAME`. The error is a word with an open quote.
fn announcement(text: &str, word: Range<usize>) -> Result<Option<Announced>, Range<usize>> {
    let whole = &text[word.clone()];
    let Some(rest) = whole.trim_start_matches(|c: char| c.is_ascii_digit()).strip_prefix("<<") else {
        return Ok(None);
    };
    let (strips_tabs, rest) = match rest.strip_prefix('-') {
        Some(rest) => (true, rest.trim_start()),
        None => (false, rest.trim_start()),
    };
    if rest.is_empty() || rest.contains('<') {
        return Ok(None);
    }
    let mut name = String::new();
    let mut quote = None;
    let mut quotes = 0;
    let mut chars = rest.chars();
    while let Some(c) = chars.next() {
        match (c, quote) {
            (c, Some(mark)) if c == mark => quote = None,
            ('\'' | '"', None) => {
                quote = Some(c);
                quotes += 1;
            }
            ('\\', None) => name.extend(chars.next()),
            (c, None) if c.is_whitespace() => return Ok(None),
            (c, _) => name.push(c),
        }
    }
    if quote.is_some() {
        return Err(word);
    }
    if name.is_empty() {
        return Ok(None);
    }
    Ok(Some(Announced { name, strips_tabs, expands: quotes == 0, word }))
}

/// The words of a line as the builder's lexer sees them when it looks for here-documents, or `None` where it gives up (an open
/// quote, a malformed `${...}`): the line then has none.
fn shell_words(text: &str) -> Option<Vec<Range<usize>>> {
    let bytes = text.as_bytes();
    let mut words = Vec::new();
    let mut start = None;
    let mut at = 0;
    while at < bytes.len() {
        let width = text[at..].chars().next().map_or(1, char::len_utf8);
        if text[at..at + width].chars().all(char::is_whitespace) {
            words.extend(start.take().map(|from| from..at));
            at += width;
            continue;
        }
        start = start.or(Some(at));
        at = match bytes[at] {
            b'\\' => at + 1 + text[at + 1..].chars().next().map_or(0, char::len_utf8),
            b'\'' => at + 2 + text[at + 1..].find('\'')?,
            b'"' => after_double_quotes(text, at)?,
            b'$' => after_dollar(text, at)?,
            // Blanks after `<<` belong to the word.
            b'<' if bytes.get(at + 1) == Some(&b'<') => {
                at + 2 + bytes[at + 2..].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count()
            }
            _ => at + width,
        };
    }
    words.extend(start.map(|from| from..bytes.len()));
    Some(words)
}

fn after_double_quotes(text: &str, open: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = open + 1;
    loop {
        match bytes.get(at)? {
            b'"' => return Some(at + 1),
            b'\\' if matches!(bytes.get(at + 1), Some(b'"' | b'$' | b'\\')) => at += 2,
            b'$' => at = after_dollar(text, at)?,
            _ => at += 1,
        }
    }
}

/// The offset after a `$`, `$name` or `${...}`.
fn after_dollar(text: &str, dollar: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    if bytes.get(dollar + 1) != Some(&b'{') {
        return Some(after_name(text, dollar + 1));
    }
    if matches!(bytes.get(dollar + 2), None | Some(b'{' | b'}' | b':')) {
        return None;
    }
    // The nested words of a modifier are passed over with a count of braces, quotes and escapes respected.
    let mut at = after_name(text, dollar + 2);
    match bytes.get(at)? {
        b'}' => return Some(at + 1),
        b':' if matches!(bytes.get(at + 1), Some(b'+' | b'-' | b'?')) => {}
        b'+' | b'-' | b'?' | b'#' | b'%' | b'/' => {}
        _ => return None,
    }
    let mut depth = 1;
    while depth > 0 {
        match bytes.get(at)? {
            b'}' => depth -= 1,
            b'{' if at > 0 && bytes[at - 1] == b'$' => depth += 1,
            b'\\' => at += 1,
            b'\'' => at += 1 + text.get(at + 1..)?.find('\'')?,
            b'"' => {
                at += 1;
                while *bytes.get(at)? != b'"' {
                    at += if bytes[at] == b'\\' { 2 } else { 1 };
                }
            }
            _ => {}
        }
        at += 1;
    }
    text.is_char_boundary(at).then_some(at)
}

/// The offset after a variable's name, which may be a number or a special parameter.
fn after_name(text: &str, start: usize) -> usize {
    let rest = &text[start..];
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        return start + digits;
    }
    if rest.starts_with(['@', '*', '#', '?', '-', '$', '!']) {
        return start + 1;
    }
    start + rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').map(char::len_utf8).sum::<usize>()
}

/// Reads the bodies of the announced here-documents, which follow the line.
pub(super) fn bodies<'s>(
    line: &Text<'s>,
    announced: Vec<Result<Announced, Range<usize>>>,
    lines: &mut Lines<'s>,
) -> Vec<Heredoc<'s>> {
    let mut heredocs = Vec::new();
    for announced in announced {
        match announced {
            Ok(announced) => heredocs.push(body(line, announced, lines)),
            Err(word) => {
                let message = format!("quote of here-document `{}` is never closed", &line.as_str()[word.clone()]);
                lines.problems.push(Problem::new(RULE, line.span_of(word), message));
                break;
            }
        }
    }
    heredocs
}

fn body<'s>(line: &Text<'s>, announced: Announced, lines: &mut Lines<'s>) -> Heredoc<'s> {
    let Announced { name, strips_tabs, expands, word } = announced;
    let word = line.span_of(word);
    let start = lines.position();
    let mut end = start;
    let mut terminator = None;
    // A line that would have ended it without the blanks around it.
    let mut indented = None;
    while let Some(line) = lines.physical() {
        let content = &lines.source[line.clone()];
        let stripped = if strips_tabs { content.trim_start_matches('\t') } else { content };
        if stripped == name {
            terminator = Some(Span::new(lines.file, line.end - stripped.len()..line.end));
            break;
        }
        if indented.is_none() && content.trim() == name {
            indented = Some(Span::new(lines.file, line.start..line.end));
        }
        end = lines.position();
    }
    if terminator.is_none() {
        let message = format!("here-document `{name}` is never closed");
        let problem = Problem::new(RULE, word, message);
        lines.problems.push(match indented {
            Some(span) => problem.with_label(span, "with blanks beside it this line does not end it").with_help(format!(
                "write `{name}` at the very start of the line and nothing behind it; only tabs may stand before it, and only with `<<-`"
            )),
            None => problem.with_help(format!("end it with a line that holds `{name}` and nothing else")),
        });
    }
    Heredoc { name, strips_tabs, expands, word, raw: Text::verbatim(lines.file, lines.source, start..end), terminator }
}
