use crate::model::command::Command;
use crate::model::script::{Dialect, Interpreter, Script};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    if !text.contains("\\n") && !text.contains("\\t") || !prints_backslashes(script) {
        return;
    }
    for command in script.commands().iter().filter(|command| is_plain_echo(command)) {
        let with_escape = command.arguments.iter().find(|word| {
            let written = word.range.of(text);
            written.starts_with(['"', '\'']) && word.as_str().is_some_and(|value| escape(value).is_some())
        });
        let Some(word) = with_escape else { continue };
        let Some(found) = word.as_str().and_then(escape) else { continue };
        cx.report(script.place_of(word.range), format!("`echo` prints `{found}` as it is written"))
            .help("`printf '%b\\n'` knows escapes in every shell");
    }
}

/// Whether `echo` of the shell that surely reads the script leaves backslashes alone: of bash and of `BusyBox` it does, of dash not.
fn prints_backslashes(script: &Script<'_>) -> bool {
    match script.known_shell() {
        Some(dialect) => dialect != Dialect::Dash,
        None => script.interpreter() == Interpreter::Posix(Dialect::Bash),
    }
}

/// Whether it is `echo` without options, of which the output is not read by a program that knows escapes itself.
fn is_plain_echo(command: &Command<'_>) -> bool {
    let has_option = command.arguments.first().is_some_and(|word| word.prefix.starts_with('-'));
    command.is_any(&["echo"]) && !has_option && command.context.output.is_empty() && command.redirections.is_empty()
}

/// The first escape that somebody wanted to be one: a line break or a tab, and not a Windows path.
fn escape(value: &str) -> Option<&'static str> {
    let is_path = value.contains(":\\") || value.contains("\\\\");
    ["\\n", "\\t"].into_iter().find(|escape| value.contains(escape)).filter(|_| !is_path)
}
