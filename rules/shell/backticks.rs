use crate::fix::{Edit, Safety};
use crate::model::script::{Interpreter, Script};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    if !matches!(script.interpreter(), Interpreter::Posix(_)) || !text.contains('`') {
        return;
    }
    for environment in &script.variables().environments {
        let written = environment.range.of(text);
        let Some(inner) = written.strip_prefix('`').and_then(|inner| inner.strip_suffix('`')) else { continue };
        let span = script.span_of(environment.range.range());
        // The old way to have a comment in the middle of a command.
        if inner.trim_start().starts_with('#') {
            continue;
        }
        // A comment would swallow the closing bracket.
        let is_verbatim = !inner.contains(['\\', '#']);
        let edit = is_verbatim.then(|| Edit::replace(span, format!("$({inner})")));
        let first: String = inner.split_whitespace().take(2).collect::<Vec<_>>().join(" ");
        cx.report(
            script.place_of(environment.range),
            format!("`{first}` stands in backticks, the old form of `$(...)`"),
        )
        .help("`$(...)` can be nested, and backslashes in it mean what they mean elsewhere")
        .fix("write `$(...)`", Safety::Safe, edit);
    }
}
