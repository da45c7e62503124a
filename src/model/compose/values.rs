//! Files of variables: `.env`, as compose-go reads them (`dotenv/parser.go`; Docker's manual, "Syntax for environment files in Docker
//! Compose").

use super::interpolation::{self, Modifier};

/// How many variables one value may be made of, one within the other.
const MAX_DEPTH: usize = 8;

/// The longest value, in bytes: values of values grow fast.
const MAX_LENGTH: usize = 64 << 10;

/// The variables of a file, the last one of a name counting.
#[derive(Clone, Debug, Default)]
pub struct Variables {
    /// Names and values; `None` where a value has a variable of the environment in it.
    values: rustc_hash::FxHashMap<String, Option<String>>,
}

impl Variables {
    /// Reads a file. Lines that compose-go refuses are left out.
    pub fn read(text: &str) -> Self {
        let mut found = Self::default();
        let mut rest = text.trim_start_matches('\u{feff}');
        while let Some((statement, after)) = statement(rest) {
            rest = after;
            if let Some((name, raw)) = statement {
                let value = match raw {
                    Raw::Plain(text) => found.fill(&text),
                    Raw::Literal(text) => Some(text),
                };
                found.values.insert(name.to_owned(), value);
            }
        }
        found
    }

    /// The value of a variable; `None` if the file does not say.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.values.get(name)?.as_deref()
    }

    /// Whether the file says nothing of a variable.
    pub fn lacks(&self, name: &str) -> bool {
        !self.values.contains_key(name)
    }

    /// A text with the values of its variables and their defaults; `None` where the environment has to give one, or none is given.
    pub fn fill(&self, text: &str) -> Option<String> {
        self.fill_at(text, 0)
    }

    fn fill_at(&self, text: &str, depth: usize) -> Option<String> {
        if !text.contains('$') {
            return Some(text.to_owned());
        }
        let (variables, wrong) = interpolation::variables(text);
        if !wrong.is_empty() || depth > MAX_DEPTH {
            return None;
        }
        let mut filled = String::new();
        let mut at = 0;
        for variable in &variables {
            filled.push_str(&text[at..variable.range.start].replace("$$", "$"));
            at = variable.range.end;
            let given = self.get(variable.name);
            let is_absent = self.lacks(variable.name);
            let is_strict = variable.takes_empty_for_unset;
            let is_set = given.is_some_and(|value| !value.is_empty() || !is_strict);
            match variable.modifier {
                None | Some((Modifier::Required | Modifier::Default, _)) if is_set => filled.push_str(given?),
                Some((Modifier::Default, word)) if is_absent || given.is_some() => {
                    filled.push_str(&self.fill_at(word, depth + 1)?);
                }
                Some((Modifier::Alternative, word)) if is_set => filled.push_str(&self.fill_at(word, depth + 1)?),
                Some((Modifier::Alternative, _)) if given.is_some() => {}
                _ => return None,
            }
            if filled.len() > MAX_LENGTH {
                return None;
            }
        }
        filled.push_str(&text[at..].replace("$$", "$"));
        Some(filled)
    }
}

/// A value before variables are put into it.
enum Raw {
    /// Variables count.
    Plain(String),
    /// It was in single quotes.
    Literal(String),
}

/// The next statement of a text, if it is a good one, and what follows it.
fn statement(text: &str) -> Option<(Option<(&str, Raw)>, &str)> {
    let text = text.trim_start();
    if text.is_empty() {
        return None;
    }
    let line_end = text.find('\n').unwrap_or(text.len());
    let (line, after) = (&text[..line_end], &text[line_end..]);
    if line.starts_with('#') {
        return Some((None, after));
    }
    let line = line.strip_prefix("export").filter(|rest| rest.starts_with([' ', '\t'])).unwrap_or(line).trim_start();
    let is_name = |c: char| matches!(c, '_' | '.' | '-' | '[' | ']') || c.is_ascii_alphanumeric();
    let name_end = line.find(|c| !is_name(c)).unwrap_or(line.len());
    let (name, rest) = (&line[..name_end], line[name_end..].trim_start());
    let Some(value) = rest.strip_prefix(['=', ':']).filter(|_| !name.is_empty()) else {
        // A name alone takes the value of the environment.
        return Some((None, after));
    };
    let value = value.trim_start();
    let start = text.len() - after.len() - value.len();
    match value.chars().next() {
        Some(quote @ ('"' | '\'')) => match closing_quote(&text[start + 1..], quote) {
            Some(length) => {
                let inner = &text[start + 1..start + 1 + length];
                let rest = &text[start + length + 2..];
                let raw = if quote == '"' { Raw::Plain(unescape(inner)) } else { Raw::Literal(inner.to_owned()) };
                Some((Some((name, raw)), &rest[rest.find('\n').unwrap_or(rest.len())..]))
            }
            None => Some((None, after)),
        },
        _ => {
            let end = value.find(" #").or_else(|| value.find("\t#")).unwrap_or(value.len());
            let value = if value.starts_with('#') { "" } else { value[..end].trim_end() };
            Some((Some((name, Raw::Plain(value.to_owned()))), after))
        }
    }
}

/// Where a quote ends; a backslash hides one, and the value may have many lines.
fn closing_quote(text: &str, quote: char) -> Option<usize> {
    let mut is_escaped = false;
    for (at, c) in text.char_indices() {
        if c == quote && !is_escaped {
            return Some(at);
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    None
}

/// A text in double quotes. A dollar behind a backslash is doubled, so that it stays one.
fn unescape(text: &str) -> String {
    let mut found = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            found.push(c);
            continue;
        }
        match chars.next() {
            Some('n') => found.push('\n'),
            Some('r') => found.push('\r'),
            Some('t') => found.push('\t'),
            Some('$') => found.push_str("$$"),
            Some(other @ ('"' | '\\' | '\'')) => found.push(other),
            Some(other) => found.extend(['\\', other]),
            None => found.push('\\'),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str, name: &str) -> Option<String> {
        Variables::read(text).get(name).map(str::to_owned)
    }

    #[test]
    fn quotes_comments_and_export() {
        let text =
            "# top\nA=1\nexport B = two # why\nC='a $A # b'\nD=\"x\\n$A\"  # c\nE=\nF: colon\nG=a#b\nH=# none\nI\n";
        let wanted = [
            ("A", "1"),
            ("B", "two"),
            ("C", "a $A # b"),
            ("D", "x\n1"),
            ("E", ""),
            ("F", "colon"),
            ("G", "a#b"),
            ("H", ""),
        ];
        for (name, expected) in wanted {
            assert_eq!(value(text, name).as_deref(), Some(expected), "{name}");
        }
        assert_eq!(value(text, "I"), None);
    }

    #[test]
    fn values_may_have_many_lines_and_variables() {
        let text = "KEY=\"one\ntwo\"\nA=${B:-x}-${KEY2-y}\nB=b\nC=${A}/$B\nD=$HOME/x\nE=\"\\$B\"\nA2=$$B\r\n";
        assert_eq!(value(text, "KEY").as_deref(), Some("one\ntwo"));
        assert_eq!(value(text, "A").as_deref(), Some("x-y"), "only what stands above counts");
        assert_eq!(value(text, "C").as_deref(), Some("x-y/b"));
        assert_eq!(value(text, "D"), None, "the environment gives it");
        assert_eq!(value(text, "E").as_deref(), Some("$B"));
        assert_eq!(value(text, "A2").as_deref(), Some("$B"));
        assert_eq!(value("A='open\nB=2\n", "B").as_deref(), Some("2"));
    }

    #[test]
    fn texts_are_filled() {
        let variables = Variables::read("A=1\nEMPTY=\nOUTER=$HOME\n");
        let fill = |text: &str| variables.fill(text);
        for (text, expected) in [
            ("$A-${A}", "1-1"),
            ("${EMPTY:-d}${EMPTY-d}", "d"),
            ("${B:-${A}}", "1"),
            ("${A:+yes}${EMPTY:+no}", "yes"),
            ("$$A 100$", "$A 100$"),
            ("${A:?must}", "1"),
        ] {
            assert_eq!(fill(text).as_deref(), Some(expected), "{text}");
        }
        for text in ["$B", "${B}", "${B:?must}", "${OUTER:-d}", "${B:+x}", "${EMPTY:?must}", "${A%x}"] {
            assert_eq!(fill(text), None, "{text}");
        }
    }
}
