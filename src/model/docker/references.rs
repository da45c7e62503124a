//! Which variables a word names.
//!
//! Facts: BuildKit, `frontend/dockerfile/shell/lex.go`.

use std::ops::Range;

use super::scope::PLATFORM;

/// A variable that a word names: `$NAME`, `${NAME}` or `${NAME:-word}`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reference<'t> {
    /// The name without `$` and braces.
    pub name: &'t str,
    /// The bytes from `$` to the end of the name, or to the closing brace if that follows at once.
    pub range: Range<usize>,
    /// Whether it says what to do without a value: `${NAME:-word}` and its kin.
    pub has_alternative: bool,
}

/// Whether the builder sets this variable by itself, in FROM and in a stage that declares it: `TARGETARCH` and its kin.
pub fn is_set_by_builder(name: &str) -> bool {
    PLATFORM.contains(&name)
}

/// The names that follow a `$` or `${` in a text, whoever expands it, the builder or a shell. In doubt it is one: quotes and escapes are not
/// looked at.
pub fn names_after_dollars(text: &str) -> impl Iterator<Item = &str> {
    text.split('$').skip(1).map(|rest| {
        let rest = rest.strip_prefix('{').unwrap_or(rest);
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
        &rest[..end]
    })
}

/// The variables that a text names, in their order. Nothing is expanded in single quotes or after an escape.
pub fn references(text: &str, escape: char) -> Vec<Reference<'_>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let (mut at, mut in_single, mut in_double) = (0, false, false);
    while at < bytes.len() {
        match bytes[at] {
            b'\'' if !in_double => in_single = !in_single,
            b'"' if !in_single => in_double = !in_double,
            byte if !in_single && char::from(byte) == escape => at += 1,
            b'$' if !in_single => {
                if let Some(reference) = reference(text, at) {
                    at = reference.range.end - 1;
                    found.push(reference);
                }
            }
            _ => {}
        }
        at += 1;
    }
    found
}

/// The variable whose `$` is at an offset.
fn reference(text: &str, at: usize) -> Option<Reference<'_>> {
    let rest = &text[at + 1..];
    let is_braced = rest.starts_with('{');
    let start = at + 1 + usize::from(is_braced);
    let name = &text[start..];
    let length = name.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count();
    let name = &name[..length];
    if name.is_empty() || name.as_bytes()[0].is_ascii_digit() {
        return None;
    }
    let end = start + length;
    let after = &text[end..];
    let closes = is_braced && after.starts_with('}');
    let modifier = after.strip_prefix(':').unwrap_or(after);
    let has_alternative = is_braced && modifier.starts_with(['-', '+', '?', '=']);
    // Anything else is no reference of the builder's but a mark for another tool.
    let is_in_order = !is_braced || closes || modifier.starts_with(['-', '+', '?', '=', '#', '%', '/']);
    is_in_order.then_some(Reference { name, range: at..end + usize::from(closes), has_alternative })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_are_found_where_they_are_expanded() {
        let names =
            |text| references(text, '\\').into_iter().map(|it| (it.name, it.has_alternative)).collect::<Vec<_>>();
        assert_eq!(names("a-$B/${C}x${D:-$E}"), [("B", false), ("C", false), ("D", true), ("E", false)]);
        assert_eq!(names(r#"'$A' "$B'$C" \$D $1 $$ ${F#x} ${G:x}"#), [("B", false), ("C", false), ("F", false)]);
        assert_eq!(references("x${AB}y", '\\')[0].range, 1..6);
        assert!(references("$", '\\').is_empty());
    }
}
