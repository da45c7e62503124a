use crate::model::docker::{Command, Instruction};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let instruction = instruction.triggered();
    let Command::Label(pairs) = instruction.command() else { return };
    for pair in pairs {
        let value = instruction.evaluate(&pair.name);
        let Some(name) = value.as_str() else { continue };
        let what = if name.contains(|c: char| c.is_ascii_uppercase()) {
            "has capitals in its name"
        } else if name.starts_with(|c: char| c.is_ascii_digit()) {
            "begins with a digit"
        } else {
            continue;
        };
        cx.report(pair.name.span(), format!("label `{name}` {what}"))
            .help("write names of labels in lower case, beginning with a letter");
    }
}
