use crate::model::docker::{Command, Stage};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Stage(check);

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    let mut current: Option<String> = None;
    for instruction in stage.instructions() {
        if let Command::User(user) = instruction.command() {
            current = instruction.evaluate(user).as_str().map(first_part);
        }
        let owner = instruction.syntax().flag("chown").and_then(|flag| flag.value.as_ref());
        let Some(owner) = owner.filter(|_| instruction.copy().is_some()) else { continue };
        let Some(user) = instruction.evaluate(owner).as_str().map(first_part) else { continue };
        if matches!(user.as_str(), "root" | "0" | "") || current.as_ref() == Some(&user) {
            continue;
        }
        cx.report(
            owner.span(),
            "`--chown` gives what is copied here to another user than root, who may change it then",
        )
        .help("leave the files to root, and let others read them");
        return;
    }
}

/// The user of `user:group`.
fn first_part(owner: &str) -> String {
    owner.split(':').next().unwrap_or_default().to_owned()
}
