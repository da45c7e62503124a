use crate::model::script::{Interpreter, Script};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

/// Tests, and other commands of which only the outcome is asked.
const QUESTIONS: [&str; 9] = ["[", "[[", "test", "command", "getent", "grep", "id", "type", "which"];

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    if !matches!(script.interpreter(), Interpreter::Posix(_)) || !text.contains("&&") || !text.contains("||") {
        return;
    }
    let commands = script.commands();
    let between = |at: usize| {
        let gap = text.get(commands[at].range.end as usize..commands[at + 1].range.start as usize);
        gap.unwrap_or_default().trim_matches([' ', '\t', '\n', '\\'])
    };
    for at in 0..commands.len().saturating_sub(2) {
        let of_one_list =
            commands[at..at + 3].windows(2).all(|pair| pair[0].context.substitution == pair[1].context.substitution);
        if !of_one_list || between(at) != "&&" || between(at + 1) != "||" {
            continue;
        }
        let (then, otherwise) = (&commands[at + 1], &commands[at + 2]);
        // What is asked is part of the condition.
        if then.is_any(&QUESTIONS) || otherwise.is_any(&QUESTIONS[..3]) {
            continue;
        }
        // What cannot fail leaves the meaning of `if`, and after a failure to stop is what one wants in either case.
        if then.is_any(&["echo", "true", ":", "printf"])
            || otherwise.is_any(&["exit", "true", ":", "return", "false", "echo"])
        {
            continue;
        }
        let name = |at: usize| commands[at].name().unwrap_or("the command");
        let message = format!("`{}` also runs if `{}` fails", name(at + 2), name(at + 1));
        cx.report(script.place_of(otherwise.range), message)
            .label(script.span_of(then.range.range()), "not only the condition before counts")
            .help("write `if ...; then ...; else ...; fi`");
    }
}
