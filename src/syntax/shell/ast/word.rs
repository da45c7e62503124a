//! What words consist of, and what they stand for.

use std::borrow::Cow;

use super::{Few, Sequence, TextRange};

/// A word: pieces with nothing between them.
#[derive(Clone, Debug, Default)]
pub struct Word {
    /// From the first to the last byte, quotes included.
    pub range: TextRange,
    /// The pieces.
    pub parts: Few<Part>,
}

/// A piece of a word.
#[derive(Clone, Debug)]
pub struct Part {
    /// The bytes, with quotes, `$` and brackets.
    pub range: TextRange,
    /// What it is.
    pub kind: PartKind,
}

/// The sorts of piece.
#[derive(Clone, Debug)]
pub enum PartKind {
    /// Text outside of quotes, with backslashes still in it.
    Literal,
    /// Text in a double-quoted string or a here-document, with backslashes still in it.
    QuotedLiteral,
    /// `'...'`
    SingleQuoted,
    /// `$'...'` of bash, of which the value is not worked out.
    AnsiQuoted,
    /// `"..."`
    DoubleQuoted(Vec<Part>),
    /// `$name` and `${name...}`
    Parameter {
        /// The name, number or special character.
        name: TextRange,
        /// The operator after the name (`:-`, `##`, `/` ...); empty if there is none.
        operator: TextRange,
        /// What follows the operator.
        argument: Vec<Part>,
    },
    /// `$(...)` or backticks. The commands in backticks with backslashes are not looked at.
    Command(Sequence),
    /// `<(...)` or `>(...)` of bash
    Process(Sequence),
    /// `$((...))`: the expansions in it.
    Arithmetic(Vec<Part>),
    /// `*`, `?`, a bracket expression, or a pattern list of bash such as `+(a|b)`.
    Glob,
    /// `{a,b}` or `{1..3}`, in bash
    Brace,
    /// `(a b c)` after `name=`, in bash
    Array(Vec<Word>),
    /// A placeholder of another language, or text with one in single quotes.
    Placeholder,
}

impl Word {
    /// What the word stands for if nothing in it has to be expanded: quotes and backslashes are taken away, wildcards stay as written.
    pub fn literal<'t>(&self, text: &'t str) -> Option<Cow<'t, str>> {
        match &*self.parts {
            [] => Some(Cow::Borrowed("")),
            [part] => part.literal(text),
            parts => {
                let mut all = String::new();
                for part in parts {
                    all.push_str(&part.literal(text)?);
                }
                Some(Cow::Owned(all))
            }
        }
    }

    /// Whether any piece of it is quoted.
    pub fn is_quoted(&self) -> bool {
        use PartKind::{AnsiQuoted, DoubleQuoted, SingleQuoted};
        self.parts.iter().any(|part| matches!(part.kind, SingleQuoted | AnsiQuoted | DoubleQuoted(_)))
    }

    /// The text that the word surely begins with: what stands before its first expansion.
    pub fn literal_prefix<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let mut prefix = Cow::Borrowed("");
        for part in &self.parts {
            match (part.literal(text), &part.kind) {
                (Some(literal), _) if prefix.is_empty() => prefix = literal,
                (Some(literal), _) => prefix.to_mut().push_str(&literal),
                (None, PartKind::DoubleQuoted(parts)) => {
                    let known = parts.iter().map_while(|part| part.literal(text));
                    prefix.to_mut().extend(known);
                    break;
                }
                (None, _) => break,
            }
        }
        prefix
    }

    /// The bytes of a word that is one quoted string, or plain text, and stands there as the program will see it but for variables:
    /// without the quotes, and only if no backslash and no command is in it.
    pub fn verbatim(&self, text: &str) -> Option<TextRange> {
        let [part] = &*self.parts else { return None };
        let TextRange { start, end } = part.range;
        let inner = TextRange { start: start + 1, end: end.saturating_sub(1) };
        let written = part.range.of(text);
        let between = |quote: char| written.len() > 1 && written.starts_with(quote) && written.ends_with(quote);
        match &part.kind {
            PartKind::SingleQuoted if between('\'') => Some(inner),
            PartKind::DoubleQuoted(parts) if between('"') => {
                let as_is = |part: &Part| match part.kind {
                    PartKind::Command(_) => false,
                    PartKind::QuotedLiteral => !part.range.of(text).contains('\\'),
                    _ => true,
                };
                parts.iter().all(as_is).then_some(inner)
            }
            PartKind::Literal if !written.contains('\\') => Some(part.range),
            _ => None,
        }
    }
}

impl Part {
    /// What the piece stands for if nothing in it has to be expanded.
    pub fn literal<'t>(&self, text: &'t str) -> Option<Cow<'t, str>> {
        let written = self.range.of(text);
        match &self.kind {
            PartKind::Literal => Some(without_backslashes(written, |_| true)),
            PartKind::QuotedLiteral => {
                Some(without_backslashes(written, |next| matches!(next, b'$' | b'`' | b'"' | b'\\' | b'\n')))
            }
            PartKind::SingleQuoted => {
                let inner = written.strip_prefix('\'').unwrap_or(written);
                Some(Cow::Borrowed(inner.strip_suffix('\'').unwrap_or(inner)))
            }
            PartKind::DoubleQuoted(parts) => match parts.as_slice() {
                [] => Some(Cow::Borrowed("")),
                [part] => part.literal(text),
                parts => parts.iter().map(|part| part.literal(text)).collect::<Option<String>>().map(Cow::Owned),
            },
            PartKind::Glob => Some(Cow::Borrowed(written)),
            _ => None,
        }
    }
}

/// The text without the backslashes that quote what `quotes` accepts; a quoted line break vanishes with its backslash.
fn without_backslashes(text: &str, quotes: impl Fn(u8) -> bool) -> Cow<'_, str> {
    if !text.contains('\\') {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        plain.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        match after.as_bytes().first() {
            Some(b'\n') => rest = &after[1..],
            Some(next) if quotes(*next) => {
                let width = after.chars().next().map_or(0, char::len_utf8);
                plain.push_str(&after[..width]);
                rest = &after[width..];
            }
            _ => {
                plain.push('\\');
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}
