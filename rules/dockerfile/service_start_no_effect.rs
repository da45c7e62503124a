use crate::model::command::Command;
use crate::model::docker::Instruction;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let Some(text) = instruction.script() else { return };
    let commands = instruction.commands();
    // What comes after it may use the service, so only the last command is surely in vain.
    let Some(last) = commands.iter().rev().find(|command| command.context.substitution.is_none()) else { return };
    let context = &last.context;
    let is_left_behind = context.background && text.as_str()[last.range.end as usize..].trim() == "&";
    if !(starts_service(last) || is_left_behind) || context.tested || context.conditional || context.in_function {
        return;
    }
    let range = last.range.start as usize..last.range.end as usize;
    let written = text.as_str()[range.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
    cx.report(text.span_of(range), format!("`{written}` has no effect: what it starts ends with this RUN"))
        .help("start it with CMD or ENTRYPOINT, or in a container of its own");
}

/// Whether a command starts a service.
fn starts_service(command: &Command<'_>) -> bool {
    let words: Vec<&str> = command.arguments.iter().filter_map(|word| word.as_str()).collect();
    let starts = |word: &str| matches!(word, "start" | "restart");
    match command.name() {
        Some("service" | "rc-service") => words.len() == 2 && starts(words[1]),
        Some("systemctl") => words.len() >= 2 && starts(words[0]) || words.contains(&"--now"),
        Some(_) => {
            let path = command.program.as_ref().and_then(|program| program.as_str()).unwrap_or_default();
            path.starts_with("/etc/init.d/") && words.first().is_some_and(|word| starts(word))
        }
        None => false,
    }
}
