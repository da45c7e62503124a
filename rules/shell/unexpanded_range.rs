use crate::model::script::{CommandKind, List, Script};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    if !text.contains("..") || !text.contains("for ") {
        return;
    }
    for command in script.lists().iter().flat_map(List::commands) {
        let CommandKind::For { words: Some(words), .. } = &command.kind else { continue };
        for word in words {
            let written = word.range.of(text);
            let inner = written.strip_prefix('{').and_then(|it| it.strip_suffix('}'));
            if inner.is_some_and(|inner| is_range(inner) && inner.contains('$') && !inner.contains("{{")) {
                cx.report(
                    script.place_of(word.range),
                    format!("`{written}` is taken as it is written, and the loop runs once"),
                )
                .help("braces come before variables: use `seq`, or `for ((...))` of bash");
            }
        }
    }
}

/// Whether a text is two ends without blanks and quotes: `1..$n`.
fn is_range(text: &str) -> bool {
    let is_end = |end: &str| !end.is_empty() && !end.contains([' ', '"', '\'', ',', '(', '`']);
    text.split_once("..").is_some_and(|(from, to)| is_end(from) && is_end(to))
}
