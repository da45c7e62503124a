//! The words of an expression.

/// A word with the byte where it starts.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Word {
    pub token: Token,
    pub at: usize,
}

#[derive(Clone, PartialEq, Debug)]
pub(super) enum Token {
    /// A name or a word of the language.
    Name(String),
    Text(String),
    Number(f64),
    Symbol(&'static str),
    End,
}

/// What is wrong with an expression, and at which byte.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    /// The byte, from 0.
    pub at: usize,
    /// What is wrong.
    pub message: String,
}

impl Fault {
    pub(super) fn new(at: usize, message: impl Into<String>) -> Self {
        Self { at, message: message.into() }
    }
}

/// The symbols, longer ones before those they start with.
const SYMBOLS: [&str; 20] =
    ["==", "!=", "<=", ">=", "??", "->", "..", "<", ">", "=", "(", ")", "{", "}", "[", "]", ".", ",", "|", ":"];

/// Splits an expression into words; the last is [`Token::End`].
pub(super) fn words(text: &str) -> Result<Vec<Word>, Fault> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        let (token, length) = if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        } else if first == '"' {
            let (value, length) = quoted(rest).ok_or_else(|| Fault::new(at, "this text never ends"))?;
            (Token::Text(value), length)
        } else if first.is_ascii_digit() || first == '-' && rest[1..].starts_with(|it: char| it.is_ascii_digit()) {
            let digits = |it: char| it.is_ascii_digit() || it == '.';
            let length = 1 + rest[1..].find(|it| !digits(it)).unwrap_or(rest.len() - 1);
            let number = rest[..length].parse().map_err(|_| Fault::new(at, "this is no number"))?;
            (Token::Number(number), length)
        } else if first == '*' {
            (Token::Symbol("*"), 1)
        } else if first.is_ascii_alphabetic() || first == '_' {
            let is_name = |it: char| it.is_ascii_alphanumeric() || matches!(it, '_' | '-');
            let length = rest.find(|it| !is_name(it)).unwrap_or(rest.len());
            (Token::Name(rest[..length].to_owned()), length)
        } else {
            let symbol = SYMBOLS.into_iter().find(|symbol| rest.starts_with(symbol));
            let symbol = symbol.ok_or_else(|| Fault::new(at, format!("`{first}` means nothing here")))?;
            (Token::Symbol(symbol), symbol.len())
        };
        found.push(Word { token, at });
        at += length;
    }
    found.push(Word { token: Token::End, at });
    Ok(found)
}

/// A text in double quotes, in which a backslash takes the next character as it is; and its length with the quotes.
fn quoted(text: &str) -> Option<(String, usize)> {
    let mut value = String::new();
    let mut characters = text.char_indices().skip(1);
    loop {
        match characters.next()? {
            (at, '"') => return Some((value, at + 1)),
            (_, '\\') => value.push(characters.next()?.1),
            (_, other) => value.push(other),
        }
    }
}
