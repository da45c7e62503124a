use crate::model::command::{Command, SubstitutionKind, readers};
use crate::model::script::Script;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    if !text.contains("find ") && !text.contains("ls") {
        return;
    }
    let all = script.commands();
    for command in all.iter().filter(|command| command.is_any(&["find", "ls"])) {
        let name = command.name().unwrap_or_default();
        let place = script.place_of(command.range);
        if let Some(reader) = readers(all, command).next().filter(|reader| takes_words(reader)) {
            if says(command, &["-print0", "-0", "-quit"]) {
                continue;
            }
            cx.report(place, format!("`xargs` splits what `{name}` prints at the blanks in names"))
                .stands_for([if name == "ls" { "shellcheck:SC2011" } else { "shellcheck:SC2038" }])
                .label(script.span_of(reader.range.range()), "split here")
                .help("use `find ... -print0 | xargs -0`, or `find ... -exec ... {} +`");
        } else if is_of_loop(script, command) {
            cx.report(place, format!("`for` splits what `{name}` prints at the blanks in names"))
                .stands_for([if name == "ls" { "shellcheck:SC2045" } else { "shellcheck:SC2044" }])
                .help(if name == "ls" { "go through `*` itself" } else { "use `find ... -exec`" });
        }
    }
}

/// Whether it is `xargs`, which is looked through, with blanks as ends of words.
fn takes_words(reader: &Command<'_>) -> bool {
    let wrapper = reader.is_wrapped_in("xargs") || reader.is_any(&["xargs"]);
    wrapper && !says(reader, &["-0", "--null"])
}

fn says(command: &Command<'_>, words: &[&str]) -> bool {
    command.arguments.iter().any(|word| word.as_str().is_some_and(|word| words.contains(&word)))
}

/// Whether a command stands in `$(...)` in the list of a `for`.
fn is_of_loop(script: &Script<'_>, command: &Command<'_>) -> bool {
    let text = script.text();
    let is_substituted = command.context.substitution.is_none_or(|within| within.kind == SubstitutionKind::Command);
    let before = text[..command.range.start as usize].trim_end();
    let Some(before) = before.strip_suffix("$(").or_else(|| before.strip_suffix('`')) else { return false };
    let mut words = before.split_whitespace().rev();
    let is_for = words.next() == Some("in") && words.next().is_some() && words.next() == Some("for");
    is_substituted && is_for
}
