use crate::model::script::Script;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    if !script.text().contains("trap ") {
        return;
    }
    for command in script.commands().iter().filter(|command| command.is_any(&["trap"])) {
        for signal in command.arguments.iter().skip(1) {
            let Some(name @ ("KILL" | "SIGKILL" | "9" | "STOP" | "SIGSTOP" | "19")) = signal.as_str() else { continue };
            cx.report(script.place_of(signal.range), format!("no trap can catch `{name}`"))
                .help("use `EXIT` or `TERM`");
        }
    }
}
