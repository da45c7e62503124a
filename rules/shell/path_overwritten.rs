use crate::model::script::{Interpreter, Script};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

/// What the shell does itself.
const BUILTINS: [&str; 12] =
    ["echo", "printf", "cd", "export", "set", "exit", "[", "test", ":", "unset", "local", "return"];

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    if !script.text().contains("PATH=") || !matches!(script.interpreter(), Interpreter::Posix(_)) {
        return;
    }
    let mut settings = script.variables().settings_of("PATH");
    if let Some(setting) = settings.find(|setting| !setting.is_for_command && !setting.in_function) {
        let Some(value) = setting.value.as_deref().filter(|value| !value.contains("/bin")) else { return };
        let after = |command: &&crate::model::command::Command<'_>| command.range.start > setting.range.end;
        let mut later = script.commands().iter().filter(after).filter_map(|command| command.program.as_ref());
        let lost = later.find(|program| {
            program.as_str().is_some_and(|name| !name.contains('/') && !name.is_empty() && !BUILTINS.contains(&name))
        });
        if let Some(lost) = lost {
            cx.report(script.place_of(setting.range), format!("`PATH` is only `{value}` from here on"))
                .label(script.span_of(lost.range.range()), "not found there")
                .help("`PATH` is where programs are looked for: add `:$PATH`, or use another name");
        }
    }
}
