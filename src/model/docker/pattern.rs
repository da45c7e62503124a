//! The patterns of `${name#pattern}`: `*` is any text, `?` any character, a backslash takes their meaning away.
//!
//! Facts: BuildKit, `frontend/dockerfile/shell/lex.go` (`convertShellPatternToRegex`).

/// How much work one pattern may make, in characters of text times characters of pattern.
const MOST_WORK: usize = 10_000;

/// A piece of a pattern.
#[derive(Clone, Copy, PartialEq)]
enum Piece {
    Text,
    Any(char),
    One,
}

fn pieces(pattern: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut chars = pattern.chars();
    while let Some(c) = chars.next() {
        pieces.push(match c {
            '*' => Piece::Text,
            '?' => Piece::One,
            '\\' => Piece::Any(chars.next().unwrap_or('\\')),
            c => Piece::Any(c),
        });
    }
    pieces
}

/// The lengths, in characters, of all starts of a text that a pattern matches, ascending.
fn lengths(text: &[char], pattern: &[Piece]) -> Vec<usize> {
    // For each length whether the pieces so far match it.
    let mut reached = vec![false; text.len() + 1];
    reached[0] = true;
    for piece in pattern {
        let mut next = vec![false; text.len() + 1];
        for length in 0..=text.len() {
            next[length] = match piece {
                Piece::Text => reached[length] || length > 0 && next[length - 1],
                Piece::One => length > 0 && reached[length - 1],
                Piece::Any(c) => length > 0 && reached[length - 1] && text[length - 1] == *c,
            };
        }
        reached = next;
    }
    (0..=text.len()).filter(|length| reached[*length]).collect()
}

fn match_length(text: &[char], pattern: &[Piece], longest: bool) -> Option<usize> {
    let lengths = lengths(text, pattern);
    if longest { lengths.last().copied() } else { lengths.first().copied() }
}

/// The characters and pieces, unless there are too many.
fn prepared(text: &str, pattern: &str) -> Option<(Vec<char>, Vec<Piece>)> {
    (text.len() * (pattern.len() + 1) <= MOST_WORK).then(|| (text.chars().collect(), pieces(pattern)))
}

/// The text without the shortest or longest start that matches.
pub(super) fn without_start(text: &str, pattern: &str, longest: bool) -> Option<String> {
    let (text, pattern) = prepared(text, pattern)?;
    let length = match_length(&text, &pattern, longest).unwrap_or(0);
    Some(text[length..].iter().collect())
}

/// The text without the shortest or longest end that matches.
pub(super) fn without_end(text: &str, pattern: &str, longest: bool) -> Option<String> {
    let (mut text, mut pattern) = prepared(text, pattern)?;
    text.reverse();
    pattern.reverse();
    let length = match_length(&text, &pattern, longest).unwrap_or(0);
    Some(text[length..].iter().rev().collect())
}

/// The text with its first match, or all of them, replaced; each match is as long as can be.
pub(super) fn replaced(text: &str, pattern: &str, replacement: &str, all: bool) -> Option<String> {
    let (text, pattern) = prepared(text, pattern)?;
    if text.len() * text.len() * (pattern.len() + 1) > MOST_WORK * 10 || pattern.is_empty() {
        return None;
    }
    let mut result = String::new();
    let mut at = 0;
    let mut done = false;
    while at < text.len() {
        let length = if done { None } else { match_length(&text[at..], &pattern, true).filter(|length| *length > 0) };
        match length {
            Some(length) => {
                result.push_str(replacement);
                at += length;
                done = !all;
            }
            None => {
                result.push(text[at]);
                at += 1;
            }
        }
    }
    Some(result)
}
