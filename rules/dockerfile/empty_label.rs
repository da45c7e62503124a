use crate::model::docker::{Command, Instruction};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let Command::Label(pairs) = instruction.command() else { return };
    for pair in pairs {
        let value = pair.value.as_ref().map(|value| instruction.evaluate(value));
        if value.is_some_and(|value| value.as_str() == Some("")) {
            cx.report(pair.name.span(), format!("label `{}` is empty", pair.name.as_str()))
                .help("give it a value, or leave it out");
        }
    }
}
