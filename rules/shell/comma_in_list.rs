use crate::model::script::{CommandKind, List, Script, Word, array_words};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    if !text.contains(", ") && !text.contains(",\n") {
        return;
    }
    for command in script.lists().iter().flat_map(List::commands) {
        let (lists, check): (Vec<&[Word]>, _) = match &command.kind {
            CommandKind::For { words: Some(words), .. } => (vec![words], "shellcheck:SC2258"),
            CommandKind::Simple(simple) => {
                (simple.assignments.iter().filter_map(|it| array_words(&it.value)).collect(), "shellcheck:SC2054")
            }
            _ => continue,
        };
        for words in lists {
            let ends_with_comma = |word: &Word| word.range.of(text).ends_with(',') && word.range.of(text) != ",";
            let Some((_, before)) = words.split_last().filter(|(_, before)| !before.is_empty()) else { continue };
            if before.iter().all(ends_with_comma) {
                let first = &before[0];
                cx.report(
                    script.place_of(first.range),
                    format!("the comma is part of the item `{}`", first.range.of(text)),
                )
                .stands_for([check])
                .help("items are parted by blanks");
            }
        }
    }
}
