use crate::model::command::Command;
use crate::model::script::Script;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    if !script.text().contains("cp ") && !script.text().contains("mv ") {
        return;
    }
    for command in script.commands().iter().filter(|command| command.is_any(&["cp", "mv"])) {
        if command.is_wrapped_in("xargs") || !has_one_name(command, script.text()) {
            continue;
        }
        let name = command.name().unwrap_or_default();
        cx.report(script.place_of(command.range), format!("`{name}` has no destination"))
            .stands_for([if name == "mv" { "shellcheck:SC2224" } else { "shellcheck:SC2225" }])
            .help("name where to as the last argument");
    }
}

fn has_one_name(command: &Command<'_>, text: &str) -> bool {
    let parsed = command.parsed();
    let [only] = parsed.operands.as_slice() else { return false };
    let is_one = !only.range.of(text).contains(['*', '?', '[', '{', '$', '`']) && !only.splits;
    is_one && parsed.lacks(&["t", "target-directory", "help", "version"])
}
