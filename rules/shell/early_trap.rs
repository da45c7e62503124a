use crate::fix::{Edit, Safety};
use crate::model::script::Script;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    if !text.contains("trap ") || !text.contains('$') && !text.contains('`') {
        return;
    }
    for command in script.commands().iter().filter(|command| command.is_any(&["trap"])) {
        let Some(action) = command.arguments.iter().find(|word| !word.prefix.starts_with('-')) else { continue };
        let written = action.range.of(text);
        let Some(inner) = written.strip_prefix('"').and_then(|it| it.strip_suffix('"')) else { continue };
        if action.value.is_some() || !inner.contains(['$', '`']) || inner.contains("{{") {
            continue;
        }
        let is_plain = !inner.contains(['\'', '"', '\\']);
        let edit = is_plain.then(|| Edit::replace(script.span_of(action.range.range()), format!("'{inner}'")));
        cx.report(
            script.place_of(action.range),
            format!("`{inner}` is expanded when `trap` runs, and not when the trap does"),
        )
        .help("put it in single quotes")
        .fix("put it in single quotes", Safety::Unsafe, edit);
    }
}
