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
    let (_, bare, _) = (pieces.next()?, pieces.next()?, pieces.next()?);
    let is_text = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '$' | '{' | '}' | '.');
    let is_range = bare.chars().all(|c| c == '.');
    (pieces.next().is_none() && !bare.is_empty() && !is_range && bare.chars().all(is_text)).then_some(bare)
}
