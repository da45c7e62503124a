use crate::model::docker::{Command, Stage};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Stage(check);

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    let Some(instruction) = stage.user().filter(|_| stage.is_final() && !stage.is_windows()) else { return };
    let Command::User(user) = instruction.command() else { return };
    let value = instruction.evaluate(user);
    let Some(name) = value.as_str().and_then(|user| user.split(':').next()).filter(|name| !name.is_empty()) else {
        return;
    };
    if name == "root" || name.bytes().all(|byte| byte.is_ascii_digit()) {
        return;
    }
    cx.report(user.span(), format!("user `{name}` is a name: `runAsNonRoot` of Kubernetes needs a number"))
        .help("write the number of the user, and of the group after a colon");
}
