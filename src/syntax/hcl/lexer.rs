//! The tokens outside of strings.

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Token {
    Newline,
    End,
    Identifier,
    Number,
    Quote,
    /// `<<` or `<<-`, the marker and the line's end; the token ends before the newline.
    Heredoc,
    OpenParenthesis,
    CloseParenthesis,
    OpenBracket,
    CloseBracket,
    OpenBrace,
    CloseBrace,
    Assign,
    Equal,
    NotEqual,
    Arrow,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    And,
    Or,
    Not,
    Plus,
    Minus,
    Star,
    Slash,
    Percent,
    Question,
    Colon,
    DoubleColon,
    Comma,
    Dot,
    Ellipsis,
    Tilde,
    /// A character that means nothing here.
    Stray,
}

/// A token and its bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lexeme {
    pub token: Token,
    pub start: usize,
    pub end: usize,
}

/// The token after `at`. Blanks and comments are skipped, and newlines where they mean nothing; a comment that was not seen before is
/// added to `comments`.
pub(super) fn next(text: &str, mut at: usize, newlines: bool, comments: &mut Vec<(u32, u32)>) -> Lexeme {
    let bytes = text.as_bytes();
    loop {
        let Some(&byte) = bytes.get(at) else { return Lexeme { token: Token::End, start: at, end: at } };
        match byte {
            b'\n' if newlines => return Lexeme { token: Token::Newline, start: at, end: at + 1 },
            b' ' | b'\t' | b'\r' | b'\n' => at += 1,
            b'#' | b'/' => match comment_end(bytes, at) {
                Some(end) => {
                    note(comments, bytes, at, end);
                    at = end;
                }
                None => return Lexeme { token: Token::Slash, start: at, end: at + 1 },
            },
            _ => return token(text, at),
        }
    }
}

/// Adds a comment unless it was met before, on a look ahead.
fn note(comments: &mut Vec<(u32, u32)>, bytes: &[u8], start: usize, end: usize) {
    if comments.last().is_none_or(|last| last.0 < start as u32) {
        let end = if bytes[start..end].ends_with(b"\r") { end - 1 } else { end };
        comments.push((start as u32, end as u32));
    }
}

/// The end of the comment that starts here: of `#` and `//` before the newline. A `/*` that is never closed goes to the end.
pub(super) fn comment_end(bytes: &[u8], at: usize) -> Option<usize> {
    match (bytes[at], bytes.get(at + 1)) {
        (b'#', _) | (b'/', Some(b'/')) => Some(line_end(bytes, at)),
        (b'/', Some(b'*')) => Some(
            bytes[at + 2..].windows(2).position(|pair| pair == b"*/").map_or(bytes.len(), |length| at + length + 4),
        ),
        _ => None,
    }
}

/// Where the line's newline is, or the text's end.
pub(super) fn line_end(bytes: &[u8], at: usize) -> usize {
    bytes[at..].iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |length| at + length)
}

fn token(text: &str, at: usize) -> Lexeme {
    let bytes = text.as_bytes();
    let second = bytes.get(at + 1).copied().unwrap_or_default();
    let (token, length) = match (bytes[at], second) {
        (b'a'..=b'z' | b'A'..=b'Z' | b'_' | 0x80.., _) => return identifier(text, at),
        (b'0'..=b'9', _) => (Token::Number, number_length(&bytes[at..])),
        (b'"', _) => (Token::Quote, 1),
        (b'<', b'<') => match heredoc_marker(text, at) {
            Some((_, end)) => (Token::Heredoc, end - at),
            None => (Token::Less, 1),
        },
        (b'(', _) => (Token::OpenParenthesis, 1),
        (b')', _) => (Token::CloseParenthesis, 1),
        (b'[', _) => (Token::OpenBracket, 1),
        (b']', _) => (Token::CloseBracket, 1),
        (b'{', _) => (Token::OpenBrace, 1),
        (b'}', _) => (Token::CloseBrace, 1),
        (b'=', b'=') => (Token::Equal, 2),
        (b'=', b'>') => (Token::Arrow, 2),
        (b'=', _) => (Token::Assign, 1),
        (b'!', b'=') => (Token::NotEqual, 2),
        (b'!', _) => (Token::Not, 1),
        (b'<', b'=') => (Token::LessOrEqual, 2),
        (b'<', _) => (Token::Less, 1),
        (b'>', b'=') => (Token::GreaterOrEqual, 2),
        (b'>', _) => (Token::Greater, 1),
        (b'&', b'&') => (Token::And, 2),
        (b'|', b'|') => (Token::Or, 2),
        (b'+', _) => (Token::Plus, 1),
        (b'-', _) => (Token::Minus, 1),
        (b'*', _) => (Token::Star, 1),
        (b'%', _) => (Token::Percent, 1),
        (b'?', _) => (Token::Question, 1),
        (b':', b':') => (Token::DoubleColon, 2),
        (b':', _) => (Token::Colon, 1),
        (b',', _) => (Token::Comma, 1),
        (b'.', b'.') if bytes.get(at + 2) == Some(&b'.') => (Token::Ellipsis, 3),
        (b'.', _) => (Token::Dot, 1),
        (b'~', _) => (Token::Tilde, 1),
        _ => (Token::Stray, 1),
    };
    Lexeme { token, start: at, end: at + length }
}

/// An identifier, or a stray character if none starts here.
fn identifier(text: &str, at: usize) -> Lexeme {
    match identifier_length(&text[at..]) {
        0 => {
            let end = at + text[at..].chars().next().map_or(1, char::len_utf8);
            Lexeme { token: Token::Stray, start: at, end }
        }
        length => Lexeme { token: Token::Identifier, start: at, end: at + length },
    }
}

/// How many bytes of the start of `text` are an identifier: a letter or `_`, then letters, digits, `_` and `-`.
pub(super) fn identifier_length(text: &str) -> usize {
    let ascii = text
        .bytes()
        .position(|byte| !byte.is_ascii_alphanumeric() && byte != b'_' && byte != b'-')
        .unwrap_or(text.len());
    if text.as_bytes().first().is_some_and(|first| first.is_ascii_digit() || *first == b'-') {
        return 0;
    }
    if text.as_bytes().get(ascii).is_none_or(u8::is_ascii) {
        return ascii;
    }
    let mut chars = text.char_indices();
    let starts = chars.next().is_some_and(|(_, first)| first.is_alphabetic() || first == '_');
    if !starts {
        return 0;
    }
    chars.find(|(_, c)| !c.is_alphanumeric() && !matches!(c, '_' | '-')).map_or(text.len(), |(length, _)| length)
}

/// Digits with a fraction and an exponent.
fn number_length(bytes: &[u8]) -> usize {
    let digits = |from: usize| bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut length = digits(0);
    if bytes.get(length) == Some(&b'.') && digits(length + 1) > 0 {
        length += 1 + digits(length + 1);
    }
    if matches!(bytes.get(length), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(length + 1), Some(b'+' | b'-')));
        let exponent = bytes.get(length + 1 + sign..).map_or(0, |_| digits(length + 1 + sign));
        if exponent > 0 {
            length += 1 + sign + exponent;
        }
    }
    length
}

/// The marker of the heredoc that starts here, and the end of its first line, before the newline.
pub(super) fn heredoc_marker(text: &str, at: usize) -> Option<(&str, usize)> {
    let rest = text[at..].strip_prefix("<<")?;
    let rest = rest.strip_prefix('-').unwrap_or(rest);
    let start = text.len() - rest.len();
    let length = identifier_length(rest);
    let end = start + length;
    let ends_line = matches!(text.as_bytes()[end..], [b'\n', ..] | [b'\r', b'\n', ..]);
    (length > 0 && ends_line).then(|| (&text[start..end], end))
}
