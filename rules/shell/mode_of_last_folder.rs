use crate::model::script::Script;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    if !script.text().contains("mkdir") {
        return;
    }
    for command in script.commands().iter().filter(|command| command.is_any(&["mkdir"])) {
        let parsed = command.parsed();
        let is_deep = |path: &str| path.trim_matches('/').contains('/');
        let deep = parsed.operands.iter().find(|path| path.as_str().is_some_and(is_deep));
        if let (Some(path), true, true) = (deep, parsed.has(&["p", "parents"]), parsed.has(&["m", "mode"])) {
            let written = path.range.of(script.text());
            cx.report(script.place_of(path.range), format!("only the last folder of `{written}` gets the mode"))
                .help("make the folders on the way by themselves, or use `chmod`");
        }
    }
}
