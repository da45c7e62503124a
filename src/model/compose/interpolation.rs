//! Variables in values: `$NAME`, `${NAME}`, `${NAME:-default}` and the like (Compose specification, "Interpolation"; the grammar is that
//! of compose-go, `template/template.go`). A dollar before anything else than a name, a brace or another dollar is a dollar.

use std::ops::Range;

use crate::source::Span;
use crate::tree::Node;

/// What is done with a variable that is or is not set.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Modifier {
    /// `-`, `:-`: the word is taken if it is not set.
    Default,
    /// `?`, `:?`: it has to be set; the word says why.
    Required,
    /// `+`, `:+`: the word is taken if it is set.
    Alternative,
}

/// A variable in a text.
#[derive(Clone, Debug)]
pub struct Variable<'a> {
    /// Its name.
    pub name: &'a str,
    /// Where it stands, with dollar and braces.
    pub range: Range<usize>,
    /// What stands behind the name, and the word that belongs to it.
    pub modifier: Option<(Modifier, &'a str)>,
    /// Whether one that is empty is taken for one that is not set: the modifier begins with a colon.
    pub takes_empty_for_unset: bool,
}

/// The variables of a text in their order, those within words of others left out, and where something begins with `${` that is no
/// variable.
pub fn variables(text: &str) -> (Vec<Variable<'_>>, Vec<Range<usize>>) {
    let (mut found, mut wrong) = (Vec::new(), Vec::new());
    let mut at = 0;
    while let Some(dollar) = text[at..].find('$').map(|offset| at + offset) {
        let rest = &text[dollar + 1..];
        at = dollar + 1;
        if rest.starts_with('$') {
            at += 1;
        } else if let Some(inner) = rest.strip_prefix('{') {
            let end = closing_brace(inner).map(|length| dollar + 2 + length);
            match end.and_then(|end| braced(&text[dollar + 2..end], dollar..end + 1)) {
                Some(variable) => {
                    at = variable.range.end;
                    found.push(variable);
                }
                None => {
                    let whole = dollar..end.map_or(text.len(), |end| end + 1);
                    at = whole.end;
                    wrong.push(whole);
                }
            }
        } else {
            let length = name_length(rest);
            if length > 0 {
                at += length;
                let range = dollar..at;
                found.push(Variable { name: &rest[..length], range, modifier: None, takes_empty_for_unset: false });
            }
        }
    }
    (found, wrong)
}

/// Whether a text has variables, or something that looks like one.
pub fn has_variables(text: &str) -> bool {
    let (found, wrong) = variables(text);
    !found.is_empty() || !wrong.is_empty()
}

fn braced(inner: &str, range: Range<usize>) -> Option<Variable<'_>> {
    let name = &inner[..name_length(inner)];
    let rest = &inner[name.len()..];
    let operator = rest.strip_prefix(':').unwrap_or(rest);
    let modifier = match operator.chars().next() {
        None if rest.is_empty() => None,
        Some('-') => Some((Modifier::Default, &operator[1..])),
        Some('?') => Some((Modifier::Required, &operator[1..])),
        Some('+') => Some((Modifier::Alternative, &operator[1..])),
        _ => return None,
    };
    let takes_empty_for_unset = operator.len() < rest.len();
    (!name.is_empty()).then_some(Variable { name, range, modifier, takes_empty_for_unset })
}

/// How many bytes of a text are a name.
fn name_length(text: &str) -> usize {
    let is_name = |c: char| c == '_' || c.is_ascii_alphanumeric();
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return 0;
    }
    text.find(|c| !is_name(c)).unwrap_or(text.len())
}

/// Where the brace stands that closes one that was opened just before.
fn closing_brace(text: &str) -> Option<usize> {
    let mut open = 1;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => open += 1,
            b'}' => open -= 1,
            _ => {}
        }
        if open == 0 {
            return Some(at);
        }
    }
    None
}

/// The value of a scalar as far as it is known: what it is unless the environment says something else, or what is written.
pub fn value_of(node: Node<'_>) -> &str {
    node.by_default().unwrap_or(node.text())
}

/// Where a part of [`value_of`] is written: the whole scalar, where variables were filled in.
pub fn span_of(node: Node<'_>, part: Range<usize>) -> Span {
    let is_filled = node.is_unknown() && node.by_default().is_some();
    if is_filled { node.span() } else { node.span_of(part) }
}

/// A part of a text between separators.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Section<'a> {
    /// What is written.
    pub text: &'a str,
    /// Where.
    pub range: Range<usize>,
    /// Whether that is its value: it has no variables.
    pub is_known: bool,
}

impl<'a> Section<'a> {
    /// The value, if it is known.
    pub fn value(&self) -> Option<&'a str> {
        self.is_known.then_some(self.text)
    }
}

/// Splits a text at a separator, but not within variables.
pub fn sections(text: &str, separator: u8) -> Vec<Section<'_>> {
    let (mut inner, wrong) = variables(text);
    inner.sort_by_key(|variable| variable.range.start);
    let hidden: Vec<Range<usize>> = inner.into_iter().map(|variable| variable.range).chain(wrong).collect();
    let mut found = Vec::new();
    let mut start = 0;
    let is_hidden = |at: usize| hidden.iter().any(|range| range.contains(&at));
    let ends = text.bytes().enumerate().filter(|(at, byte)| *byte == separator && !is_hidden(*at));
    for end in ends.map(|(at, _)| at).chain([text.len()]) {
        let is_known = !hidden.iter().any(|range| start <= range.start && range.start < end);
        found.push(Section { text: &text[start..end], range: start..end, is_known });
        start = end + 1;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<&str> {
        variables(text).0.into_iter().map(|variable| variable.name).collect()
    }

    #[test]
    fn variables_are_found_and_dollars_left_alone() {
        assert_eq!(names("$A ${B} x${_c9}y"), ["A", "B", "_c9"]);
        assert_eq!(names("$$A $1 $( $ 100$ $$${B}"), ["B"]);
        assert_eq!(names("${A:-${B:-x}}${C}"), ["A", "C"]);
        let (found, _) = variables("${A:-x}${B?why}${C:+y}");
        let modifiers: Vec<_> = found.into_iter().filter_map(|variable| variable.modifier).collect();
        assert_eq!(modifiers, [(Modifier::Default, "x"), (Modifier::Required, "why"), (Modifier::Alternative, "y")]);
    }

    #[test]
    fn what_is_no_variable_is_wrong() {
        for text in ["${", "${A", "${1}", "${}", "${A%b}", "${A:0:3}", "${a.b}", "${A b}"] {
            assert_eq!(variables(text).1.len(), 1, "{text}");
        }
        for text in ["${A}", "$", "$(date)", "${A-}", "${A:-{}}"] {
            assert_eq!(variables(text).1.len(), 0, "{text}");
        }
    }

    #[test]
    fn separators_within_variables_do_not_count() {
        let parts = sections("${A:-./x}:/data:ro", b':');
        let texts: Vec<_> = parts.iter().map(|part| (part.text, part.is_known)).collect();
        assert_eq!(texts, [("${A:-./x}", false), ("/data", true), ("ro", true)]);
    }
}
