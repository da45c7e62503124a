//! The JSON form of arguments: an array of strings.
//!
//! Facts: BuildKit, `frontend/dockerfile/parser/line_parsers.go` (`parseJSON`); the grammar is that of RFC 8259.

use super::text::{Text, TextBuilder};

/// What arguments are as JSON.
pub(super) enum JsonForm<'s> {
    /// An array of strings.
    Strings(Vec<Text<'s>>),
    /// An array with something else in it, which the builder refuses.
    NotStrings,
    /// No array, or not quite JSON: the builder silently takes it as plain text.
    No,
}

/// How deep Go's decoder nests before it gives up, which makes the text plain again.
const DEEPEST: usize = 10_000;

/// Reads arguments as JSON.
pub(super) fn parse<'s>(arguments: &Text<'s>) -> JsonForm<'s> {
    if !arguments.as_str().starts_with('[') {
        return JsonForm::No;
    }
    let mut scanner = Scanner { text: arguments, bytes: arguments.as_str().as_bytes(), at: 0 };
    let mut strings = Vec::new();
    match scanner.array(&mut strings) {
        Some(true) => JsonForm::Strings(strings),
        Some(false) => JsonForm::NotStrings,
        None => JsonForm::No,
    }
}

struct Scanner<'t, 's> {
    text: &'t Text<'s>,
    bytes: &'t [u8],
    at: usize,
}

impl<'s> Scanner<'_, 's> {
    fn peek(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.bytes.get(self.at) {
            self.at += 1;
        }
        self.bytes.get(self.at).copied()
    }

    fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    /// The whole text as an array: whether all its items are strings, `None` if it is not JSON.
    fn array(&mut self, strings: &mut Vec<Text<'s>>) -> Option<bool> {
        self.at += 1;
        let mut only_strings = true;
        if !self.eat(b']') {
            loop {
                if self.peek()? == b'"' {
                    strings.push(self.string()?);
                } else {
                    only_strings = false;
                    self.skip_value()?;
                }
                if self.eat(b']') {
                    break;
                }
                if !self.eat(b',') {
                    return None;
                }
            }
        }
        self.peek().is_none().then_some(only_strings)
    }

    /// A string, decoded.
    fn string(&mut self) -> Option<Text<'s>> {
        self.at += 1;
        let start = self.at;
        let mut builder = self.text.builder();
        loop {
            let run = self.at;
            while !matches!(self.bytes.get(self.at)?, b'"' | b'\\' | 0..=0x1f) {
                self.at += 1;
            }
            builder.push_part(self.text, run..self.at);
            match self.bytes[self.at] {
                b'"' => {
                    self.at += 1;
                    return Some(builder.finish(self.text.span_of(start..start).start as usize));
                }
                b'\\' => self.escape(&mut builder)?,
                _ => return None,
            }
        }
    }

    fn escape(&mut self, builder: &mut TextBuilder<'s>) -> Option<()> {
        let start = self.at;
        let letter = *self.bytes.get(start + 1)?;
        self.at += 2;
        let decoded = match letter {
            b'"' | b'\\' | b'/' => char::from(letter),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => self.unicode_escape()?,
            _ => return None,
        };
        let span = self.text.span_of(start..self.at);
        builder.push_decoded(span.range(), decoded.encode_utf8(&mut [0; 4]));
        Some(())
    }

    /// The character of `\uXXXX`, or of two that are a surrogate pair; a lone surrogate is the replacement character.
    fn unicode_escape(&mut self) -> Option<char> {
        let first = self.four_digits()?;
        if let 0xd800..0xdc00 = first
            && self.bytes.get(self.at..self.at + 2) == Some(b"\\u")
        {
            let before = self.at;
            self.at += 2;
            let second = self.four_digits()?;
            if let 0xdc00..0xe000 = second {
                return char::from_u32(0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00));
            }
            self.at = before;
        }
        Some(char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn four_digits(&mut self) -> Option<u32> {
        let digits = self.bytes.get(self.at..self.at + 4)?;
        let value = digits.iter().try_fold(0, |value, digit| Some(value * 16 + char::from(*digit).to_digit(16)?))?;
        self.at += 4;
        Some(value)
    }

    /// Passes over any value, with a stack of its own for what is nested.
    fn skip_value(&mut self) -> Option<()> {
        let mut closers = Vec::new();
        loop {
            match self.peek()? {
                b'[' => {
                    self.at += 1;
                    if !self.eat(b']') {
                        closers.push(b']');
                        if closers.len() > DEEPEST {
                            return None;
                        }
                        continue;
                    }
                }
                b'{' => {
                    self.at += 1;
                    if !self.eat(b'}') {
                        closers.push(b'}');
                        if closers.len() > DEEPEST {
                            return None;
                        }
                        self.key()?;
                        continue;
                    }
                }
                b'"' => drop(self.string()?),
                _ => self.literal()?,
            }
            loop {
                let Some(closer) = closers.last().copied() else { return Some(()) };
                if self.eat(closer) {
                    closers.pop();
                } else if self.eat(b',') {
                    if closer == b'}' {
                        self.key()?;
                    }
                    break;
                } else {
                    return None;
                }
            }
        }
    }

    fn key(&mut self) -> Option<()> {
        (self.peek()? == b'"').then_some(())?;
        self.string()?;
        self.eat(b':').then_some(())
    }

    /// `true`, `false`, `null` or a number.
    fn literal(&mut self) -> Option<()> {
        let rest = &self.bytes[self.at..];
        let length = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(byte)).count();
        let word = std::str::from_utf8(&rest[..length]).ok()?;
        self.at += length;
        (matches!(word, "true" | "false" | "null") || is_number(word)).then_some(())
    }
}

/// Whether a word is a number of JSON.
fn is_number(word: &str) -> bool {
    let word = word.strip_prefix('-').unwrap_or(word);
    let (mantissa, exponent) = match word.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (word, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(digits)
        && exponent.is_none_or(|exponent| digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent)))
}
