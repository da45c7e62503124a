use crate::model::script::{Interpreter, Script};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    if !matches!(script.interpreter(), Interpreter::Posix(_)) || !text.contains("printf ") {
        return;
    }
    for command in script.commands().iter().filter(|command| command.is_any(&["printf"])) {
        let format = command.arguments.iter().find(|word| !word.is("--"));
        let Some(format) = format.filter(|format| format.value.is_none() && !format.is("-v")) else { continue };
        let written = format.range.of(text);
        // Placeholders are filled in before the shell sees the script; that is another matter.
        if written.replace("${{", "").contains('$') {
            cx.report(
                script.place_of(format.range),
                format!("`%` and `\\` in the variables of `{written}` count for `printf`"),
            )
            .help("write `%s` in the format, and the variable after it");
        }
    }
}
