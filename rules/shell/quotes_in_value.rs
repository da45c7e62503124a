use crate::model::command::Command;
use crate::model::script::{Interpreter, Position, Script, Use};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

/// How many commands before a word may be within the one that it belongs to.
const NEAR: usize = 8;

/// Programs that have a shell read their arguments once more, or only show them.
const READERS: [&str; 12] =
    ["eval", "echo", "printf", "sh", "bash", "ash", "dash", "zsh", "ssh", "su", "xargs", "parallel"];

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    if !text.contains("='") && !text.contains("=\"") || !matches!(script.interpreter(), Interpreter::Posix(_)) {
        return;
    }
    let variables = script.variables();
    for used in variables.uses.iter().filter(|used| used.position == Position::Argument && !used.is_quoted) {
        let Some(value) = quoted_value(script, used) else { continue };
        // Commands stand in the order of the text; of those before the place only the nearest can hold it.
        let all = script.commands();
        let before = &all[..all.partition_point(|command| command.range.start <= used.word.start)];
        let holds = |command: &&Command<'_>| command.arguments.iter().any(|word| word.range == used.word);
        let command = before.iter().rev().take(NEAR).find(holds);
        let Some(name) = command.and_then(|command| command.name()).filter(|name| !READERS.contains(name)) else {
            continue;
        };
        cx.report(
            script.place_of(used.range),
            format!("`{name}` gets the quotes in `{}`, and a word for each blank", used.name),
        )
        .stands_for(["shellcheck:SC2090", "shellcheck:SC2089"])
        .label(script.span_of(value), "quotes in a value are letters like any other")
        .help("use an array, or `set -- ...` and `\"$@\"`");
    }
}

/// Where the variable gets its only value, if that has quotes around several words.
fn quoted_value(script: &Script<'_>, used: &Use<'_>) -> Option<std::ops::Range<usize>> {
    let mut settings = script.variables().settings_of(used.name);
    let (Some(only), None) = (settings.next(), settings.next()) else { return None };
    let value = only.value.as_deref().filter(|value| !value.contains(['{', '[', '\\']))?;
    let has_words = |quote: char| {
        let mut parts = value.split(quote);
        let before = parts.next().is_some_and(|part| part.is_empty() || part.ends_with([' ', '=']));
        let within = parts.next().is_some_and(|part| part.contains(' '));
        before && within && parts.next().is_some_and(|part| part.is_empty() || part.starts_with(' '))
    };
    (has_words('"') || has_words('\'')).then(|| only.range.range())
}
