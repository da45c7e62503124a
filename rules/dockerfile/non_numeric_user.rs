use crate::model::docker::{Command, Instruction, Stage};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let Command::User(user) = instruction.command() else { return };
    let value = instruction.evaluate(user);
    let Some(name) = value.as_str().and_then(|user| user.split(':').next()).filter(|name| !name.is_empty()) else {
        return;
    };
    // Windows has no numbers for its users, and these are always of Windows.
    let is_windows = ["ContainerUser", "ContainerAdministrator"].iter().any(|user| user.eq_ignore_ascii_case(name))
        || instruction.stage().is_some_and(Stage::is_windows);
    if name.bytes().all(|byte| byte.is_ascii_digit()) || is_windows {
        return;
    }
    let help = match name {
        "root" => "write `0`, which is root everywhere",
        _ => "write the number of the user, and of the group after a colon: `runAsNonRoot` of Kubernetes needs it",
    };
    cx.report(user.span(), format!("user `{name}` is given by name, not by number")).help(help);
}
