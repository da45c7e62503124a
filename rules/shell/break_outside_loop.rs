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
            if list.in_function {
                cx.report(
                    script.place_of(program.range),
                    format!("`{name}` stands in a function, where it leaves no loop"),
                )
                .stands_for(["shellcheck:SC2104"])
                .help("`return` leaves a function")
            } else {
                cx.report(script.place_of(program.range), format!("`{name}` stands in no loop of the same shell"))
                    .stands_for(["shellcheck:SC2105", "shellcheck:SC2106"])
                    .help("from `( ... )` and pipes it does not reach a loop outside: use `{ ...; }`")
            };
        }
    }
}
