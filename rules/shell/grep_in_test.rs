use crate::model::script::Script;
use crate::model::script::conditions;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    if !text.contains("grep") {
        return;
    }
    for condition in conditions(script) {
        let word = match condition.words.as_slice() {
            [only] => only,
            [operator, only] if matches!(operator.as_str(), Some("-n" | "-z" | "!")) => only,
            _ => continue,
        };
        let written = word.range.of(text).trim_matches('"');
        let inner = written.strip_prefix("$(").and_then(|it| it.strip_suffix(')'));
        let Some(inner) = inner.or_else(|| written.strip_prefix('`')?.strip_suffix('`')) else { continue };
        let last = inner.rsplit('|').next().unwrap_or_default().trim_start();
        if last.starts_with("grep ") || last.starts_with("egrep ") {
            cx.report(script.place_of(word.range), "`grep` says by its status whether it found something")
                .help("write `if ... grep -q`, without the brackets");
        }
    }
}
