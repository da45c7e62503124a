use crate::model::command::{Argument, Command, SubstitutionKind};
use crate::model::script::{Interpreter, Script};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    if !matches!(script.interpreter(), Interpreter::Posix(_)) {
        return;
    }
    let text = script.text();
    let all = script.commands();
    let mut last = None;
    for inner in all {
        let Some(within) = inner.context.substitution.filter(|within| within.kind == SubstitutionKind::Command) else {
            continue;
        };
        if last == Some(within.word) {
            continue;
        }
        last = Some(within.word);
        let outer = &all[within.of];
        let is_it = |word: &&Argument<'_>| word.range == within.word;
        let Some(word) = outer.arguments.iter().find(is_it).filter(|word| word.splits) else { continue };
        let written = word.range.of(text);
        if is_declaration(outer, written) || is_quoted_at(written, inner, word) {
            continue;
        }
        let name = inner.name().unwrap_or("the command");
        cx.report(script.place_of(word.range), format!("what `{name}` prints becomes several words at its blanks"))
            .help("put the `$(...)` in double quotes, or leave them out on purpose");
    }
}

/// Whether the words of a command are assignments, which are not split.
fn is_declaration(outer: &Command<'_>, written: &str) -> bool {
    outer.is_any(&["export", "local", "declare", "readonly", "typeset"]) && written.contains('=')
}

/// Whether the inner command stands in double quotes within the word.
fn is_quoted_at(written: &str, inner: &Command<'_>, word: &Argument<'_>) -> bool {
    let before = &written[..(inner.range.start - word.range.start) as usize];
    before.matches('"').count() % 2 == 1
}
