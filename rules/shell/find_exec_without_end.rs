use crate::model::script::Script;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    if !script.text().contains("find") {
        return;
    }
    for command in script.commands().iter().filter(|command| command.is_any(&["find"])) {
        let words = &command.arguments;
        let is_exec = |word: &str| matches!(word, "-exec" | "-execdir" | "-ok" | "-okdir");
        let Some(at) = words.iter().rposition(|word| word.as_str().is_some_and(is_exec)) else { continue };
        let rest = &words[at + 1..];
        // What cannot be seen may be the end.
        if rest.iter().any(|word| word.is(";") || word.is("+") || word.splits || word.as_str().is_none()) {
            continue;
        }
        let name = words[at].range.of(script.text());
        cx.report(
            script.place_of(words[at].range),
            format!("`find` does not see where `{name}` ends, and does nothing"),
        )
        .help("end it with `\\;` or ` {} +`; for `|` and `&&` it takes `sh -c '...'`");
    }
}
