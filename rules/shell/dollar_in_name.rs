use crate::fix::{Edit, Safety};
use crate::model::script::{CommandKind, List, Script, is_name};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    if !text.contains("for $") && !text.contains("read ") {
        return;
    }
    for command in script.lists().iter().flat_map(List::commands) {
        let CommandKind::For { variable, .. } = &command.kind else { continue };
        if let Some(name) = variable.of(text).strip_prefix('$').filter(|name| is_name(name)) {
            let edit = Edit::replace(script.span_of(variable.range()), name);
            cx.report(script.place_of(*variable), format!("`${name}` is a value, and `for` wants a name"))
                .stands_for(["shellcheck:SC1086"])
                .help("leave out `$`")
                .fix("leave out `$`", Safety::Safe, edit);
        }
    }
    for command in script.commands().iter().filter(|command| command.is_any(&["read"])) {
        let Some(last) = command.arguments.last() else { continue };
        let Some(name) = last.range.of(text).strip_prefix('$').filter(|name| is_name(name)) else { continue };
        if script.variables().settings_of(name).next().is_none() {
            let edit = Edit::replace(script.span_of(last.range.range()), name);
            cx.report(script.place_of(last.range), format!("`${name}` is a value, and `read` wants a name"))
                .stands_for(["shellcheck:SC2229"])
                .help("leave out `$`")
                .fix("leave out `$`", Safety::Unsafe, edit);
        }
    }
}
