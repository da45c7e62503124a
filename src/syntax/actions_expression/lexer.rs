//! Text into tokens.

use std::ops::Range;

use super::{Operator, SyntaxError};

/// A piece of an expression.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum TokenKind {
    Open,
    Close,
    OpenBracket,
    CloseBracket,
    Comma,
    Dot,
    Star,
    Not,
    Operator(Operator),
    Number(f64),
    String,
    Name,
}

/// A piece with its place.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) range: Range<usize>,
}

/// Takes a text apart. What is no token is a problem and left out.
pub(super) fn tokens(text: &str, problems: &mut Vec<SyntaxError>) -> Vec<Token> {
    let bytes = text.as_bytes();
    let mut found: Vec<Token> = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at].is_ascii_whitespace() {
            at += 1;
            continue;
        }
        let after_value = found.last().is_some_and(|token| ends_value(token.kind));
        let (kind, length) = next(text, at, after_value, problems);
        if let Some(kind) = kind {
            found.push(Token { kind, range: at..at + length });
        }
        at += length;
    }
    found
}

/// Whether `.` after such a token looks something up; elsewhere it begins a number.
fn ends_value(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Close | TokenKind::CloseBracket | TokenKind::Star | TokenKind::Name)
}

/// The token at a byte, and how many bytes to go on.
fn next(text: &str, at: usize, after_value: bool, problems: &mut Vec<SyntaxError>) -> (Option<TokenKind>, usize) {
    let rest = &text[at..];
    let second = rest.as_bytes().get(1).copied();
    let pair = |wanted: u8, kind: Operator| (second == Some(wanted)).then_some((Some(TokenKind::Operator(kind)), 2));
    let single = match rest.as_bytes()[0] {
        b'(' => TokenKind::Open,
        b')' => TokenKind::Close,
        b'[' => TokenKind::OpenBracket,
        b']' => TokenKind::CloseBracket,
        b',' => TokenKind::Comma,
        b'*' => TokenKind::Star,
        b'!' => match pair(b'=', Operator::NotEqual) {
            Some(found) => return found,
            None => TokenKind::Not,
        },
        b'<' => match pair(b'=', Operator::LessOrEqual) {
            Some(found) => return found,
            None => TokenKind::Operator(Operator::Less),
        },
        b'>' => match pair(b'=', Operator::GreaterOrEqual) {
            Some(found) => return found,
            None => TokenKind::Operator(Operator::Greater),
        },
        sign @ (b'=' | b'&' | b'|') => {
            let operator = match sign {
                b'=' => Operator::Equal,
                b'&' => Operator::And,
                _ => Operator::Or,
            };
            return pair(sign, operator).unwrap_or_else(|| {
                let sign = sign as char;
                problems.push(SyntaxError {
                    range: at..at + 1,
                    message: format!("`{sign}` is no operator; `{sign}{sign}` is"),
                });
                // As if the whole operator stood there, so that what follows is still read.
                (Some(TokenKind::Operator(operator)), 1)
            });
        }
        b'\'' => return string(rest, at, problems),
        b'.' if after_value => TokenKind::Dot,
        _ => return word(rest, at, problems),
    };
    (Some(single), 1)
}

fn string(rest: &str, at: usize, problems: &mut Vec<SyntaxError>) -> (Option<TokenKind>, usize) {
    let bytes = rest.as_bytes();
    let mut end = 1;
    while end < bytes.len() {
        if bytes[end] == b'\'' {
            if bytes.get(end + 1) != Some(&b'\'') {
                return (Some(TokenKind::String), end + 1);
            }
            end += 1;
        }
        end += 1;
    }
    problems.push(SyntaxError { range: at..at + rest.len(), message: "the string is not closed with `'`".into() });
    (Some(TokenKind::String), rest.len())
}

/// A number or name.
fn word(rest: &str, at: usize, problems: &mut Vec<SyntaxError>) -> (Option<TokenKind>, usize) {
    let first = rest.as_bytes()[0];
    let is_number = first.is_ascii_digit() || matches!(first, b'+' | b'-' | b'.');
    let boundary =
        |byte: &u8| byte.is_ascii_whitespace() || b"()[],!<>=&|".contains(byte) || *byte == b'.' && !is_number;
    let length = rest.bytes().skip(1).position(|byte| boundary(&byte)).map_or(rest.len(), |end| end + 1);
    let written = &rest[..length];
    let kind = if is_number {
        number(written).map(TokenKind::Number)
    } else {
        let is_name = (first.is_ascii_alphabetic() || first == b'_')
            && written.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
        is_name.then_some(TokenKind::Name)
    };
    if kind.is_none() {
        let message = if written.contains('"') {
            format!("`{written}`: strings are written in single quotes")
        } else {
            format!("`{written}` is neither a name nor a number")
        };
        problems.push(SyntaxError { range: at..at + length, message });
        // Something stands there; calling it a string keeps what follows from being misread.
        return (Some(TokenKind::String), length);
    }
    (kind, length)
}

/// The value of a number: decimal, `0x`, `0o`, with a fraction or an exponent.
fn number(text: &str) -> Option<f64> {
    let radix = |digits: &str, radix| {
        u32::from_str_radix(digits, radix).ok().filter(|_| !digits.starts_with('+')).map(f64::from)
    };
    match text.get(..2) {
        Some("0x") => return radix(&text[2..], 16),
        Some("0o") => return radix(&text[2..], 8),
        _ => {}
    }
    match text {
        "+Infinity" => Some(f64::INFINITY),
        "-Infinity" => Some(f64::NEG_INFINITY),
        _ => {
            let digits =
                text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.' | b'e' | b'E'));
            digits.then(|| text.parse().ok()).flatten()
        }
    }
}
