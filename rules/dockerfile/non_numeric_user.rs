use crate::model::docker::{Command, Instruction, Stage};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let Command::User(user) = instruction.command() else { return };
    let value = instruction.evaluate(user);
    let Some(name) = value.as_str().and_then(|user| user.split(':').next()).filter(|name| !name.is_empty()) else {
        return;
    };
    if name.bytes().all(|byte| byte.is_ascii_digit()) || instruction.stage().is_some_and(Stage::is_windows) {
        return;
    }
    cx.report(user.span(), format!("user `{name}` is given by name, not by number"))
        .help("write the number of the user, and of the group after a colon: `runAsNonRoot` of Kubernetes needs it");
}
