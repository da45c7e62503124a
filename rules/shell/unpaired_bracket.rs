use crate::model::script::{Interpreter, Script, ScriptOrigin};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    if !text.contains(" ]") && !text.contains("[ ") || !matches!(script.interpreter(), Interpreter::Posix(_)) {
        return;
    }
    // Compose and Kubernetes have `$$` for `$`: what the shell reads is another text.
    if script.origin() == ScriptOrigin::Container && text.contains("$$") {
        return;
    }
    let mut is_open = false;
    for command in script.commands() {
        let Some(program) = &command.program else { continue };
        let follows_open = std::mem::take(&mut is_open);
        let last = command.arguments.last();
        let closes = last.is_some_and(|word| word.range.of(text) == "]");
        if command.is_any(&["["]) {
            let is_known = command.arguments.iter().all(|word| !word.splits);
            // A `]` at the end of a word is another rule's.
            let is_glued = last.is_some_and(|word| word.range.of(text).ends_with(']'));
            if !closes && !is_glued && is_known {
                let next = text[command.range.end as usize..].trim_start();
                let connector = ["&&", "||"].into_iter().find(|it| next.starts_with(it));
                is_open = connector.is_some();
                let reported = cx
                    .report(script.place_of(program.range), "`[` has no `]` before the command ends")
                    .stands_for(match connector {
                        Some("&&") => ["shellcheck:SC2107"],
                        Some(_) => ["shellcheck:SC2109"],
                        None => ["shellcheck:SC1073"],
                    });
                match connector {
                    Some(connector) => {
                        reported.help(format!("each has brackets of its own: `[ a ] {connector} [ b ]`"))
                    }
                    None => reported.help("write `]` as the last word"),
                };
            }
        } else if let Some(last) =
            last.filter(|_| closes && !follows_open && !command.is_any(&["test", "echo", "printf"]))
        {
            cx.report(script.place_of(last.range), "this `]` closes nothing, and is an argument")
                .stands_for(["shellcheck:SC2171"])
                .help("write `[` before the test, or leave it out");
        }
    }
}
