use crate::model::script::{CommandKind, Dialect, Interpreter, Script};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    if !text.contains("break") && !text.contains("continue") {
        return;
    }
    // In a function dash goes on to the loop that the function was called in, and bash does not.
    let is_bash = script.interpreter() == Interpreter::Posix(Dialect::Bash);
    for list in script.lists().iter().filter(|list| list.loops == 0 && (is_bash || !list.in_function)) {
        for command in list.commands() {
            let CommandKind::Simple(simple) = &command.kind else { continue };
            let Some(program) = simple.words.first() else { continue };
            let name @ ("break" | "continue") = program.range.of(text) else { continue };
            let (why, check) = if list.in_function {
                ("in a function, where it leaves no loop", "shellcheck:SC2104")
            } else if is_in_loop(script, command.range.start) {
                ("in a shell of its own, and leaves no loop around that", "shellcheck:SC2106")
            } else {
                ("in no loop", "shellcheck:SC2105")
            };
            cx.report(script.place_of(program.range), format!("`{name}` stands {why}")).stands_for([check]).help(
                match check {
                    "shellcheck:SC2104" => "`return` leaves a function",
                    "shellcheck:SC2106" => "use `{ ...; }` instead of `( ... )`, or look at the outcome after it",
                    _ => "`exit` ends the script",
                },
            );
        }
    }
}

/// Whether a loop is around a place, in whatever process.
fn is_in_loop(script: &Script<'_>, at: u32) -> bool {
    let lists = script.lists();
    let mut commands = lists.iter().flat_map(|list| list.commands());
    commands.any(|command| {
        let is_loop = matches!(
            command.kind,
            CommandKind::Loop { .. } | CommandKind::For { .. } | CommandKind::ArithmeticFor { .. }
        );
        is_loop && (command.range.start..command.range.end).contains(&at)
    })
}
