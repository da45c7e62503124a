use crate::fix::{Safety, dockerfile as fix};
use crate::model::docker::{Command, Instruction, Stage};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let Command::User(user) = instruction.command() else { return };
    let value = instruction.evaluate(user);
    let Some(written) = value.as_str().filter(|user| !user.is_empty()) else { return };
    let name = written.split(':').next().unwrap_or_default();
    // Windows has no numbers for its users, and these are always of Windows.
    let is_windows = ["ContainerUser", "ContainerAdministrator"].iter().any(|user| user.eq_ignore_ascii_case(name))
        || instruction.stage().is_some_and(Stage::is_windows);
    if name.bytes().all(|byte| byte.is_ascii_digit()) || is_windows {
        return;
    }
    // The number behind a variable belongs where that is set, and root is no less root by number.
    let number = instruction.stage().filter(|_| !user.as_str().contains('$') && name != "root");
    let edit = number.and_then(|stage| fix::replace(user, &stage.user_by_number(written)?));
    let help = match name {
        "root" => "write `0`, which is root everywhere",
        _ => "write the number of the user, and of the group after a colon: `runAsNonRoot` of Kubernetes needs it",
    };
    cx.report(user.span(), format!("user `{name}` is given by name, not by number")).help(help).fix(
        "write the number",
        Safety::Unsafe,
        edit,
    );
}
