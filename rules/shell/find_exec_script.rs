use crate::model::script::Script;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    if !script.text().contains("{}") {
        return;
    }
    for command in script.commands() {
        let is_find = command.is_any(&["find"]);
        let is_xargs = command.is_wrapped_in("xargs") && command.is_any(&["sh", "bash", "ash", "dash"]);
        if !is_find && !is_xargs {
            continue;
        }
        let words = &command.arguments;
        let is_shell = |at: usize| words[at].as_str().is_some_and(|word| ["sh", "bash", "ash", "dash"].contains(&word));
        for at in 1..words.len() {
            let runs = words[at - 1].is("-c") && (is_xargs || at > 1 && is_shell(at - 2));
            if runs && words[at].range.of(script.text()).contains("{}") {
                cx.report(
                    script.place_of(words[at].range),
                    "`{}` is read as part of the script, whatever a file is called",
                )
                .help("pass it as an argument: `sh -c '... \"$1\"' _ {}`");
            }
        }
    }
}
