use crate::model::script::CommandKind;
use crate::model::script::Script;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    if !text.contains("for ") {
        return;
    }
    for command in script.lists().iter().flat_map(|list| list.commands()) {
        let CommandKind::For { words: Some(words), .. } = &command.kind else { continue };
        let [only] = words.as_slice() else { continue };
        let written = only.range.of(text);
        let inner = written.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
        let is_command = inner.is_some_and(|it| it.starts_with("$(") && it.ends_with(')') && !it[2..].contains("$("));
        let (what, check) = if is_command || written == "\"$*\"" {
            ("is one word, because of the quotes", "shellcheck:SC2066")
        } else if only.literal(text).is_some_and(|it| is_list(&it)) && !written.contains(['{', '"', '\'', '\\']) {
            ("is one word: commas part none", "shellcheck:SC2042")
        } else {
            continue;
        };
        cx.report(script.place_of(only.range), format!("`{written}` {what}"))
            .stands_for([check])
            .help("part the words with blanks, or read lines with `while read -r`");
    }
}

/// Whether a text is names with commas between them.
fn is_list(text: &str) -> bool {
    let is_item = |item: &str| {
        item.starts_with(|c: char| c.is_ascii_alphabetic())
            && item.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
    };
    text.contains(',') && text.split(',').all(is_item)
}
