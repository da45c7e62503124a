use crate::fix::{Edit, Safety};
use crate::model::command::{Command, SubstitutionKind};
use crate::model::script::Script;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    if !script.text().contains("echo") {
        return;
    }
    for command in script.commands().iter().filter(|command| command.is_any(&["echo"])) {
        if let Some(inner) = only_substitution(script, command) {
            let edit = Edit::replace(script.span_of(command.range.range()), inner);
            cx.report(script.place_of(command.range), format!("`{inner}` prints its output by itself"))
                .stands_for(["shellcheck:SC2005"])
                .help("leave out `echo`")
                .fix("leave out `echo`", Safety::Unsafe, edit);
        } else if is_substituted_alone(script, command) {
            let written = command.range.of(script.text());
            cx.report(script.place_of(command.range), format!("`$({written})` is the text itself"))
                .stands_for(["shellcheck:SC2116"])
                .help("write the text without `echo`");
        }
    }
}

/// The command in `echo $(command)`, where nothing else stands.
fn only_substitution<'t>(script: &Script<'t>, command: &Command<'_>) -> Option<&'t str> {
    let [word] = command.arguments.as_slice() else { return None };
    if !command.redirections.is_empty() || !command.settings.is_empty() || !command.wrappers.is_empty() {
        return None;
    }
    let written = word.range.of(script.text());
    let written = written.strip_prefix('"').and_then(|it| it.strip_suffix('"')).unwrap_or(written);
    let is_plain =
        |inner: &&str| !inner.contains(['$', '`', '<', ')', ';', '&', '|', '\n']) && !inner.trim().is_empty();
    let dollar = written.strip_prefix("$(").and_then(|it| it.strip_suffix(')'));
    dollar.or_else(|| written.strip_prefix('`')?.strip_suffix('`')).filter(is_plain).map(str::trim)
}

/// Whether a substitution consists of this `echo` with plain words.
fn is_substituted_alone(script: &Script<'_>, command: &Command<'_>) -> bool {
    let text = script.text();
    let (before, after) = (&text[..command.range.start as usize], &text[command.range.end as usize..]);
    let is_alone = before.trim_end().ends_with("$(") && after.trim_start().starts_with(')');
    let is_plain = command.arguments.iter().all(|word| {
        let written = word.range.of(text);
        !written.starts_with('-') && !written.contains(['*', '?', '[', '{', '\\', '`']) && !written.contains("$(")
    });
    let is_command = command.context.substitution.is_some_and(|within| within.kind == SubstitutionKind::Command);
    is_alone && is_command && is_plain && command.arguments.len() == 1 && command.redirections.is_empty()
}
