use crate::model::script::{Interpreter, Script};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    if !matches!(script.interpreter(), Interpreter::Posix(_)) || !script.text().contains('"') {
        return;
    }
    for command in script.commands() {
        for word in &command.arguments {
            let written = word.range.of(script.text());
            let Some(bare) = outside(written) else { continue };
            cx.report(script.place_of(word.range), format!("`{bare}` is outside of the quotes that seem to hold it"))
                .stands_for([if bare.contains('$') { "shellcheck:SC2027" } else { "shellcheck:SC2140" }])
                .help("write `\\\"` for a quote within double quotes, or use single ones around");
        }
    }
}

/// What stands bare between two double-quoted pieces of a word, if it is a name or a variable: of `"a "b" c"` it is `b`.
fn outside(written: &str) -> Option<&str> {
    let inner = written.strip_prefix('"')?.strip_suffix('"')?;
    if written.contains(['\\', '`', '\'', '(']) {
        return None;
    }
    let mut pieces = inner.split('"');
    let (before, bare, after) = (pieces.next()?, pieces.next()?, pieces.next()?);
    // Around single variables the quotes are meant as they stand.
    if is_variable(before) && is_variable(after) {
        return None;
    }
    let is_text = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '$' | '{' | '}' | '.');
    let is_range = bare.chars().all(|c| c == '.');
    (pieces.next().is_none() && !bare.is_empty() && !is_range && bare.chars().all(is_text)).then_some(bare)
}

/// Whether a piece is nothing but `$name` or `${name}`.
fn is_variable(piece: &str) -> bool {
    let name =
        piece.strip_prefix('$').map(|name| name.strip_prefix('{').and_then(|it| it.strip_suffix('}')).unwrap_or(name));
    name.is_some_and(|name| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'))
}
