//! Whether a text is not what its name says but another tool's template of it, and so neither valid nor ours to judge.

/// Whether a YAML text is a template: a line or a value that *starts* with the opening of a template's action is not YAML any more.
///
/// `{{ }}` inside quotes, block scalars and longer plain values is legal, and usual in alerting rules; `${{ }}` is GitHub's own.
pub(super) fn yaml(text: &str) -> bool {
    let marks = ["{{", "{%", "<%", "#@", ": @", "- @"];
    if !marks.iter().any(|mark| text.contains(mark)) {
        return false;
    }
    let mut inside = Inside::Nothing;
    for line in text.lines() {
        let content = line.trim_start_matches(' ');
        let indent = line.len() - content.len();
        inside = match inside {
            Inside::Deeper(least) if content.is_empty() || indent > least => continue,
            Inside::Quote(quote) => {
                if closes(content, quote) {
                    inside = Inside::Nothing;
                }
                continue;
            }
            Inside::Deeper(_) | Inside::Nothing => Inside::Nothing,
        };
        if content.is_empty() {
            continue;
        }
        if opens(content) || content.starts_with("#@") {
            return true;
        }
        if content.starts_with('#') {
            continue;
        }
        let (value, key_indent) = value_of(content, indent);
        let value = without_properties(value);
        if opens(value) || is_substituted(value) {
            return true;
        }
        inside = Inside::after(value, key_indent);
    }
    false
}

/// What a line is part of because of an earlier one.
enum Inside {
    Nothing,
    /// A block scalar or a plain value over several lines: lines with more than this indentation, in bytes.
    Deeper(usize),
    /// A quoted value.
    Quote(u8),
}

impl Inside {
    /// What follows a value that starts on a line whose innermost key is indented by `indent` bytes.
    fn after(value: &str, indent: usize) -> Self {
        match value.as_bytes() {
            [quote @ (b'"' | b'\''), ..] if !closes(&value[1..], *quote) => Inside::Quote(*quote),
            [] | [b'#' | b'*' | b'[' | b'{' | b'"' | b'\'', ..] => Inside::Nothing,
            _ => Inside::Deeper(indent),
        }
    }
}

/// Whether a quoted text ends on this line. Two single quotes stand for one, and a backslash escapes in double quotes only.
fn closes(text: &str, quote: u8) -> bool {
    let mut bytes = text.bytes().peekable();
    while let Some(byte) = bytes.next() {
        if byte == b'\\' && quote == b'"' {
            bytes.next();
        } else if byte == quote && (quote == b'"' || bytes.next_if_eq(&quote).is_none()) {
            return true;
        }
    }
    false
}

/// Whether a text starts with the opening of an action or a statement of Go templates, Jinja or ERB.
fn opens(text: &str) -> bool {
    text.starts_with("{{") || text.starts_with("{%") || text.starts_with("<%") || text.starts_with("[{{")
}

/// Whether a value starts with `@NAME@`, which a `configure` script or sed puts another text in place of. No plain value of YAML begins with `@`
/// (YAML 1.2, 5.3, "Indicator Characters").
fn is_substituted(value: &str) -> bool {
    let name = value.strip_prefix('@').and_then(|rest| rest.split_once('@')).map_or("", |(name, _)| name);
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
}

/// A value without the anchor and the tag before it.
fn without_properties(mut value: &str) -> &str {
    while value.starts_with(['&', '!']) {
        value = value.split_once(' ').map_or("", |(_, rest)| rest.trim_start());
    }
    value
}

/// The value that a line holds after its list marks and its key, and the indentation of the innermost key or mark.
fn value_of(content: &str, mut indent: usize) -> (&str, usize) {
    let mut rest = content;
    while let Some(item) = rest.strip_prefix("- ") {
        let inner = item.trim_start_matches(' ');
        indent += rest.len() - inner.len();
        rest = inner;
    }
    match rest.split_once(": ") {
        Some((key, value)) if !key.starts_with(['"', '\'']) || key.len() > 1 => (value.trim_start(), indent),
        _ if rest.trim_end().ends_with(':') => ("", indent),
        _ => (rest, indent.saturating_sub(1)),
    }
}

/// Whether a Dockerfile is a template: an instruction cannot start with an action, and a base image is never one.
pub(super) fn dockerfile(text: &str) -> bool {
    if !(text.contains("{{") || text.contains("{%") || text.contains("<%")) {
        return false;
    }
    text.lines().any(|line| {
        let line = line.trim_start();
        let image = line.get(..5).filter(|word| word.eq_ignore_ascii_case("from ")).map(|_| line[5..].trim_start());
        opens(line) || image.is_some_and(opens)
    })
}
