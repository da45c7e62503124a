use crate::fix::{Safety, dockerfile as fix};
use crate::model::docker::{Command, Stage};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Stage(check);

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    let mut current: Option<String> = None;
    if stage.is_windows() {
        return;
    }
    for instruction in stage.instructions() {
        if let Command::User(user) = instruction.command() {
            let value = instruction.evaluate(user);
            let name = value.as_str().filter(|user| !matches!(user.split(':').next(), Some("root" | "0")));
            current = name.map(str::to_owned);
        }
        let (Some(user), Some(copy)) = (&current, instruction.copy()) else { continue };
        if instruction.syntax().flag("chown").is_none() {
            let edit = fix::append_flag(instruction.syntax(), &format!("--chown={user}"));
            cx.report(
                copy.destination.span(),
                format!("what is copied to `{}` belongs to root, not to `{user}`", copy.destination.as_str()),
            )
            .help(format!("add `--chown={user}` if the program writes there"))
            .fix("give the files to the user", Safety::Unsafe, edit);
        }
    }
}
