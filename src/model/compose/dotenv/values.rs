//! The values that a file of variables gives (Docker's manual, "Syntax for environment files in Docker Compose").

use rustc_hash::FxHashMap;

use crate::model::compose::interpolation::{self, Modifier};
use crate::source::{FileId, Span};

/// How many variables one value may be made of, one within the other.
const MAX_DEPTH: usize = 8;

/// The longest value, in bytes: values of values grow fast.
const MAX_LENGTH: usize = 64 << 10;

/// The variables of a file, the last one of a name counting.
#[derive(Clone, Debug, Default)]
pub struct Variables {
    /// Names and values; `None` where a value has a variable of the environment in it. With them, where the name is written.
    values: FxHashMap<String, (Option<String>, Span)>,
}

impl Variables {
    /// Reads a file, to the first line that Compose cannot read.
    pub fn read(file: FileId, text: &str) -> Self {
        let mut found = Self::default();
        for assignment in super::read(text).assignments {
            let Some(written) = assignment.value else { continue };
            let value = match assignment.quote {
                Some('\'') => Some(written.to_owned()),
                Some(_) => found.fill(&unescape(written)),
                None => found.fill(written),
            };
            let end = assignment.start + assignment.name.len();
            found.values.insert(assignment.name.to_owned(), (value, Span::new(file, assignment.start..end)));
        }
        found
    }

    /// The value of a variable; `None` if the file does not say.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.values.get(name)?.0.as_deref()
    }

    /// Takes up the variables of another file, which count more than its own.
    pub fn extend(&mut self, stronger: &Self) {
        let others = stronger.values.iter().map(|(name, value)| (name.clone(), value.clone()));
        self.values.extend(others);
    }

    /// Where the variables are set that a text names, in the order of the text.
    pub fn places(&self, text: &str) -> Vec<Span> {
        let (variables, _) = interpolation::variables(text);
        variables.iter().filter_map(|variable| Some(self.values.get(variable.name)?.1)).collect()
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
        Variables::read(FileId(0), text).get(name).map(str::to_owned)
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
            ("H", "# none"),
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
        assert_eq!(value("B=2\nA='open\nC=3\n", "B").as_deref(), Some("2"));
        assert_eq!(value("B=2\nA='open\nC=3\n", "C"), None, "what stands behind a fault is not read");
    }

    #[test]
    fn texts_are_filled() {
        let variables = Variables::read(FileId(0), "A=1\nEMPTY=\nOUTER=$HOME\n");
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
