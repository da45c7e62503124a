use crate::fix::{Safety, dockerfile as fix};
use crate::model::docker::{Command, Instruction, Stage};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Stage(check);

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    let mut members: Vec<(String, Instruction<'_>)> = Vec::new();
    for instruction in stage.instructions() {
        for command in instruction.commands() {
            let is_added = command.is_any(&["usermod", "useradd", "gpasswd", "addgroup", "adduser"]);
            let groups = command.arguments.iter().any(|word| {
                let text = word.prefix.as_ref();
                text.starts_with("--groups") || text.starts_with('-') && !text.starts_with("--") && text.contains('G')
            });
            let is_two = command.is_any(&["addgroup", "adduser"]) && command.parsed().operands.len() == 2;
            if is_added && (groups || is_two) {
                let names = command.arguments.iter().filter_map(|word| word.as_str());
                members.extend(names.map(|name| (name.to_owned(), instruction)));
            }
        }
        let Command::User(user) = instruction.command() else { continue };
        let value = instruction.evaluate(user);
        let Some((name, group)) = value.as_str().and_then(|user| user.split_once(':')) else { continue };
        if let Some((_, added)) = members.iter().find(|(member, _)| member == name) {
            cx.report(user.span(), format!("`{name}` is only in group `{group}` here"))
                .label(added.keyword_span(), "added to another group here")
                .help(format!("write `USER {name}`"))
                .fix("keep all groups", Safety::Unsafe, fix::replace(user, name));
        }
    }
}
