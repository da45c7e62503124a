use crate::model::command::SubstitutionKind;
use crate::model::script::Script;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

/// Builtins that succeed whatever the command in their argument does.
const BUILTINS: [&str; 5] = ["declare", "export", "local", "readonly", "typeset"];

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let all = script.commands();
    let mut last = None;
    for command in all {
        let Some(within) = command.context.substitution.filter(|within| within.kind == SubstitutionKind::Command)
        else {
            continue;
        };
        let outer = &all[within.of];
        let Some(name) = outer.name().filter(|name| BUILTINS.contains(name)) else { continue };
        let word = within.word.of(script.text());
        let Some((variable, value)) = word.split_once('=') else { continue };
        if last == Some(within.word) || !value.trim_start_matches('"').starts_with(['$', '`']) {
            continue;
        }
        last = Some(within.word);
        let fails = command.name().unwrap_or("the command");
        cx.report(script.place_of(within.word), format!("`{name} {variable}=` hides whether `{fails}` fails"))
            .help(format!("assign first, and `{name} {variable}` on a line of its own"));
    }
}
