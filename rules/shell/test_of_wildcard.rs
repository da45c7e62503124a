use crate::model::script::{Interpreter, Script};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    if !matches!(script.interpreter(), Interpreter::Posix(_)) || !text.contains('*') {
        return;
    }
    for command in script.commands().iter().filter(|command| command.is_any(&["[", "test"])) {
        for pair in command.arguments.windows(2) {
            let asks = pair[0].as_str().filter(|flag| matches!(*flag, "-d" | "-e" | "-f" | "-r" | "-s" | "-w" | "-x"));
            let written = pair[1].range.of(text);
            let is_pattern = !written.starts_with(['"', '\'']) && written.trim_end_matches(['"', '\'']).contains('*');
            let Some(flag) = asks.filter(|_| is_pattern && !written.contains(['"', '\'', '\\', '('])) else { continue };
            cx.report(script.place_of(pair[1].range), format!("`{flag} {written}` fails if more than one file fits"))
                .help("go through the files with `for`, or ask `ls` or `find`");
        }
    }
}
