use crate::fix::{Safety, dockerfile as fix};
use crate::model::docker::{Command, Stage};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Stage(check);

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    let Command::From(from) = stage.from().command() else { return };
    let Some(alias) = from.alias.as_ref().filter(|alias| !alias.as_str().contains('$')) else { return };
    let name = alias.as_str();
    if !name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return;
    }
    let lower = name.to_ascii_lowercase();
    cx.report(alias.span(), format!("the name of stage `{name}` is not in lower case"))
        .help(format!("write `{lower}`: `FROM {name}` would look for an image of that name"))
        .fix("write it in lower case", Safety::Safe, fix::replace(alias, &lower));
}
