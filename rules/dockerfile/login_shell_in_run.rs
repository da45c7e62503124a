use crate::model::docker::Instruction;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

/// What stands in the place of a shell where nobody is to log in.
const NO_SHELLS: [&str; 2] = ["nologin", "false"];

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let instruction = instruction.triggered();
    let Some(text) = instruction.script().filter(|text| text.as_str().contains("-s")) else { return };
    for command in instruction.commands().iter().filter(|command| command.is_any(&["chsh", "usermod"])) {
        let arguments = command.parsed();
        let shell = arguments.option(&["s", "shell"]).and_then(|option| option.value).and_then(|value| value.text);
        let Some(shell) = shell.filter(|shell| !NO_SHELLS.iter().any(|no| shell.ends_with(no))) else { continue };
        let program = command.name().unwrap_or_default();
        cx.report(
            text.span_of(command.range.range()),
            format!("`{program}` makes `{shell}` the shell of a login, and no instruction logs in"),
        )
        .help(format!("for the instructions that follow write `SHELL [\"{shell}\", \"-c\"]`"));
    }
}
