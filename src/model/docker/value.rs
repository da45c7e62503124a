//! Words of Dockerfiles with their variables expanded.
//!
//! Facts: BuildKit, `frontend/dockerfile/shell/lex.go`.

use super::pattern;

/// Beyond this many bytes a value is taken for unknown: variables that double themselves must not eat all memory.
const LONGEST: usize = 65_536;

/// How deep `${a:-${b:-...}}` may nest.
const DEEPEST: usize = 30;

/// What a word comes to.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Value {
    /// The text; what stands before `known_from` cannot be known and is left out.
    text: String,
    known_from: Option<usize>,
}

impl Value {
    /// A known text.
    pub fn known(text: impl Into<String>) -> Self {
        Self { text: text.into(), known_from: None }
    }

    /// Nothing is known of it.
    pub fn unknown() -> Self {
        Self { text: String::new(), known_from: Some(0) }
    }

    /// The text, if it is known as a whole.
    pub fn as_str(&self) -> Option<&str> {
        self.known_from.is_none().then_some(self.text.as_str())
    }

    /// What it surely ends with: everything, if it is known.
    pub fn end(&self) -> &str {
        &self.text[self.known_from.unwrap_or(0)..]
    }

    fn push(&mut self, c: char) {
        self.text.push(c);
    }

    fn append(&mut self, other: &Value) {
        if let Some(from) = other.known_from {
            self.text.clear();
            self.known_from = Some(0);
            self.text.push_str(&other.text[from..]);
        } else {
            self.text.push_str(&other.text);
        }
        if self.text.len() > LONGEST {
            *self = Value::unknown();
        }
    }
}

/// What a variable holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Variable {
    /// A value, which may itself be unknown.
    Set(Value),
    /// Declared without a value: empty unless the build is given one.
    Unset,
    /// Nobody here says whether it is set.
    Unknown,
}

/// Expands the variables of a word and takes its quotes and escapes away. What cannot be known, or is not in order, is unknown.
pub fn expand(word: &str, escape: char, lookup: &dyn Fn(&str) -> Variable) -> Value {
    if !word.contains(['$', '\'', '"', escape]) {
        return Value::known(word);
    }
    let mut expander = Expander { rest: word, escape, lookup, depth: 0, is_too_deep: false };
    expander.until(None, false).unwrap_or_else(Value::unknown)
}

/// Whether the builder can read the quotes and variables of a word: nothing is left open, and each `${...}` has a form that it knows.
pub fn is_in_order(word: &str, escape: char) -> bool {
    let mut expander = Expander { rest: word, escape, lookup: &|_| Variable::Unknown, depth: 0, is_too_deep: false };
    expander.until(None, false).is_some() || expander.is_too_deep
}

struct Expander<'x> {
    rest: &'x str,
    escape: char,
    lookup: &'x dyn Fn(&str) -> Variable,
    depth: usize,
    /// Whether it gave up, though all was in order so far.
    is_too_deep: bool,
}

impl<'x> Expander<'x> {
    fn next(&mut self) -> Option<char> {
        let c = self.rest.chars().next()?;
        self.rest = &self.rest[c.len_utf8()..];
        Some(c)
    }

    fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    /// Everything up to a character, or to the end; `None` if it is not in order.
    fn until(&mut self, stop: Option<char>, keeps_escapes: bool) -> Option<Value> {
        let mut value = Value::default();
        while let Some(c) = self.next() {
            match c {
                c if Some(c) == stop => return Some(value),
                '\'' => loop {
                    match self.next()? {
                        '\'' => break,
                        c => value.push(c),
                    }
                },
                '"' => self.double_quoted(&mut value, keeps_escapes)?,
                '$' => {
                    let variable = self.dollar()?;
                    value.append(&variable);
                }
                c if c == self.escape => {
                    if keeps_escapes {
                        value.push(c);
                    }
                    if let Some(c) = self.next() {
                        value.push(c);
                    }
                }
                c => value.push(c),
            }
        }
        stop.is_none().then_some(value)
    }

    fn double_quoted(&mut self, value: &mut Value, keeps_escapes: bool) -> Option<()> {
        loop {
            match self.next()? {
                '"' => return Some(()),
                '$' => {
                    let variable = self.dollar()?;
                    value.append(&variable);
                }
                c if c == self.escape => {
                    if keeps_escapes {
                        value.push(c);
                    }
                    match self.peek() {
                        None => {}
                        Some(next) if next == '"' || next == '$' || next == self.escape => {
                            self.next();
                            value.push(next);
                        }
                        Some(_) => value.push(c),
                    }
                }
                c => value.push(c),
            }
        }
    }

    /// What comes after a `$`.
    fn dollar(&mut self) -> Option<Value> {
        if self.peek() != Some('{') {
            let name = self.name();
            return Some(if name.is_empty() { Value::known("$") } else { plain((self.lookup)(name)) });
        }
        self.next();
        let name = self.name();
        self.is_too_deep |= self.depth > DEEPEST;
        if name.is_empty() || self.is_too_deep {
            return None;
        }
        self.depth += 1;
        let value = self.braced(name);
        self.depth -= 1;
        value
    }

    fn name(&mut self) -> &'x str {
        let rest = self.rest;
        let is_name = |c: char| c.is_alphanumeric() || c == '_';
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let length = match rest.chars().next() {
            Some('@' | '*' | '#' | '?' | '-' | '$' | '!') => 1,
            _ if digits > 0 => digits,
            _ => rest.find(|c: char| !is_name(c)).unwrap_or(rest.len()),
        };
        self.rest = &rest[length..];
        &rest[..length]
    }

    /// What comes after `${name`.
    fn braced(&mut self, name: &str) -> Option<Value> {
        let variable = (self.lookup)(name);
        let mut modifier = self.next()?;
        let mut empty_is_unset = false;
        if modifier == ':' {
            empty_is_unset = true;
            modifier = self.next()?;
        }
        match modifier {
            '}' if !empty_is_unset => Some(plain(variable)),
            '-' | '+' | '?' => {
                let word = self.until(Some('}'), false)?;
                Some(choose(modifier, variable, word, empty_is_unset))
            }
            '#' | '%' => {
                let word = self.until(Some('}'), true)?;
                Some(trim(modifier, &plain(variable), &word))
            }
            '/' => {
                let all = self.peek() == Some('/');
                if all {
                    self.next();
                }
                let pattern = self.until(Some('/'), true)?;
                let replacement = self.until(Some('}'), true)?;
                Some(replace(&plain(variable), &pattern, &replacement, all))
            }
            _ => None,
        }
    }
}

/// The value of `$name`.
fn plain(variable: Variable) -> Value {
    match variable {
        Variable::Set(value) => value,
        Variable::Unset | Variable::Unknown => Value::unknown(),
    }
}

/// The value of `${name:-word}` and its kin.
fn choose(modifier: char, variable: Variable, word: Value, empty_is_unset: bool) -> Value {
    let value = match variable {
        Variable::Set(value) => Some(value),
        Variable::Unset => None,
        Variable::Unknown => return Value::unknown(),
    };
    let value = match value {
        Some(value) if empty_is_unset => match value.as_str() {
            Some("") => None,
            Some(_) => Some(value),
            None => return Value::unknown(),
        },
        other => other,
    };
    match (modifier, value) {
        ('-', None) | ('+', Some(_)) => word,
        ('-' | '?', Some(value)) => value,
        ('+', None) => Value::known(""),
        _ => Value::unknown(),
    }
}

/// The value of `${name#pattern}` and its kin.
fn trim(modifier: char, value: &Value, word: &Value) -> Value {
    let (Some(value), Some(word)) = (value.as_str(), word.as_str()) else { return Value::unknown() };
    let (longest, pattern) = match word.strip_prefix(modifier) {
        Some(rest) => (true, rest),
        None => (false, word),
    };
    let trimmed = match modifier {
        '#' => pattern::without_start(value, pattern, longest),
        _ => pattern::without_end(value, pattern, longest),
    };
    trimmed.map_or_else(Value::unknown, Value::known)
}

/// The value of `${name/pattern/replacement}`.
fn replace(value: &Value, pattern: &Value, replacement: &Value, all: bool) -> Value {
    match (value.as_str(), pattern.as_str(), replacement.as_str()) {
        (Some(value), Some(pattern), Some(replacement)) => {
            pattern::replaced(value, pattern, replacement, all).map_or_else(Value::unknown, Value::known)
        }
        _ => Value::unknown(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expanded(word: &str) -> Option<String> {
        let lookup = |name: &str| match name {
            "A" => Variable::Set(Value::known("a.b.c")),
            "E" => Variable::Set(Value::known("")),
            "U" => Variable::Unset,
            _ => Variable::Unknown,
        };
        expand(word, '\\', &lookup).as_str().map(str::to_owned)
    }

    #[test]
    fn quotes_and_escapes_go_and_variables_are_expanded() {
        for (word, wanted) in [
            ("plain", "plain"),
            ("$A-x", "a.b.c-x"),
            ("${A}x", "a.b.cx"),
            ("'$A'", "$A"),
            ("\"$A\\\"\\x\"", "a.b.c\"\\x"),
            ("\\$A", "$A"),
            ("${U:-x}${E-y}${E:-z}", "xz"),
            ("${A:+x}${E:+y}${U+z}", "x"),
            ("${A:?no}", "a.b.c"),
            ("${A#*.}", "b.c"),
            ("${A##*.}", "c"),
            ("${A%.*}", "a.b"),
            ("${A%%.*}", "a"),
            ("${A/./-}", "a-b.c"),
            ("${A//./-}", "a-b-c"),
            ("${U:-${A}}", "a.b.c"),
            ("$", "$"),
        ] {
            assert_eq!(expanded(word).as_deref(), Some(wanted), "{word}");
        }
    }

    #[test]
    fn what_cannot_be_known_is_unknown() {
        for word in ["$X", "${X:-y}", "$U", "${A", "'x", "${}", "${A:}", "${A@Q}", "${U:?x}", "${X#a}"] {
            assert_eq!(expanded(word), None, "{word}");
        }
        let value = expand("$X/app:${A}", '\\', &|name| match name {
            "A" => Variable::Set(Value::known("latest")),
            _ => Variable::Unknown,
        });
        assert_eq!((value.as_str(), value.end()), (None, "/app:latest"));
    }

    #[test]
    fn what_is_open_or_of_no_known_form_is_not_in_order() {
        for word in ["$A", "${A}", "${A:-b c}", "${A//x/y}", "${A#*}", "a\\'b", "\"it's\"", "$", "${A:?}", "\\${A"] {
            assert!(is_in_order(word, '\\'), "{word}");
        }
        for word in ["${A", "${}", "${A:}", "${A^^}", "it's", "\"a", "${A:-", "${A/x}", "${ A}"] {
            assert!(!is_in_order(word, '\\'), "{word}");
        }
        assert!(is_in_order(&"${U:-".repeat(100_000), '\\'));
    }

    #[test]
    fn a_value_that_doubles_itself_stays_bounded() {
        let mut value = Value::known("xxxxxxxxxx");
        for _ in 0..100 {
            value = expand("$A$A", '\\', &|_| Variable::Set(value.clone()));
        }
        assert_eq!(value.as_str(), None);
        assert_eq!(expanded(&"${U:-".repeat(100_000)), None);
    }
}
