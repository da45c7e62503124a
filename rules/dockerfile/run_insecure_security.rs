use crate::model::docker::{Command, Instruction, Text};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let instruction = instruction.triggered();
    let Command::Run(_) = instruction.command() else { return };
    let Some(flag) = instruction.syntax().flag("security") else { return };
    if flag.value.as_ref().map(Text::as_str) == Some("insecure") {
        cx.report(flag.span, "`--security=insecure` gives this command all rights on the machine that builds")
            .help("leave `--security=insecure` out; what needs it can often be done by another tool");
    }
}
