use crate::model::docker::{Command, Instruction, Text};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let instruction = instruction.triggered();
    let Command::Run(_) = instruction.command() else { return };
    let Some(flag) = instruction.syntax().flag("network") else { return };
    if flag.value.as_ref().map(Text::as_str) == Some("host") {
        cx.report(flag.span, "`--network=host` lets this command reach all that listens on the machine that builds")
            .help("leave `--network=host` out, or use `--network=none` where nothing is fetched");
    }
}
