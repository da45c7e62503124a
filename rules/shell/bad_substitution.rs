use crate::model::script::{Interpreter, Script, ScriptOrigin, Use};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    // Compose reads `${...}` itself.
    if script.origin() == ScriptOrigin::Container || !matches!(script.interpreter(), Interpreter::Posix(_)) {
        return;
    }
    if !text.contains("${") {
        return;
    }
    for used in &script.variables().uses {
        let Some(written) = used.range.of(text).strip_prefix("${").and_then(|it| it.strip_suffix('}')) else {
            continue;
        };
        let Some((why, check)) = fault(used, written) else { continue };
        cx.report(script.place_of(used.range), format!("`${{{written}}}` is no variable: {why}"))
            .stands_for([check])
            .help("a shell gives up there with \"bad substitution\"");
    }
}

/// What is wrong with the text between the braces, and which check of `ShellCheck` says so.
fn fault(used: &Use<'_>, written: &str) -> Option<(&'static str, &'static str)> {
    // Newer shells have `${ command; }` and `${| command; }`; other languages fill in `{{ }}` and the like.
    if written.starts_with([' ', '\n', '\t', '|']) || ["{{", "[[", "<<", "]"].iter().any(|part| written.contains(part))
    {
        return None;
    }
    if used.name.is_empty() {
        return Some(match written.as_bytes().first()? {
            b'$' if written[1..].starts_with('{') => ("an expansion cannot hold another one", "shellcheck:SC2299"),
            b'$' if written[1..].starts_with('(') => ("an expansion cannot hold a command", "shellcheck:SC2300"),
            b'`' => ("an expansion cannot hold a command", "shellcheck:SC2300"),
            b'"' | b'\'' => ("quotes stand around the braces, not within", "shellcheck:SC2301"),
            _ => ("it begins with no name", "shellcheck:SC2296"),
        });
    }
    if matches!(used.name, "$" | "@" | "*" | "#" | "?" | "!" | "-") {
        let is_name = written[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
        return (used.name == "$" && is_name).then_some(("the `$` stands before the braces", "shellcheck:SC2298"));
    }
    let rest = written.strip_prefix(used.name).unwrap_or_default();
    match rest.chars().next()? {
        '.' => Some(("no name has a point in it", "shellcheck:SC2296")),
        '"' | '\'' => Some(("quotes stand around the braces, not within", "shellcheck:SC2297")),
        _ => None,
    }
}
