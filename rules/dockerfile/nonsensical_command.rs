use crate::model::docker::Instruction;
use crate::rule::{Check, Cx};
use crate::source::Span;

pub const CHECK: Check = Check::Instruction(check);

/// Programs that look at, or change, a system that runs.
const PROGRAMS: [&str; 13] =
    ["free", "htop", "ifconfig", "kill", "killall", "mount", "nano", "ps", "shutdown", "ssh", "top", "vi", "vim"];

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let instruction = instruction.triggered();
    // With a key from outside `ssh` may well reach something.
    if instruction.mounts().any(|mount| mount.kind() == "ssh") {
        return;
    }
    let Some(text) = instruction.script() else { return };
    for command in instruction.commands() {
        let (Some(name), Some(program)) = (command.name(), &command.program) else { continue };
        // What a command puts into a pipe or a variable is used for something.
        // And `kill $!` ends what the script itself has started.
        let ends_own = name == "kill" && command.arguments.iter().any(|word| word.value.is_none());
        if command.context.output.is_empty() && command.context.substitution.is_none() && !ends_own {
            check_program(name, text.span_of(program.range.range()), cx);
        }
    }
}

fn check_program(name: &str, span: Span, cx: &mut Cx<'_>) {
    if PROGRAMS.contains(&name) {
        cx.report(span, format!("`{name}` makes no sense while an image is built"))
            .help("there is no system that runs, and nobody at a terminal: remove it");
    }
}
