use super::{last_user_root, missing_user};
use crate::model::docker::Dockerfile;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Dockerfile(check);

const HELP: &str = "end with `USER` and an unprivileged user";

fn check(dockerfile: &Dockerfile<'_>, cx: &mut Cx<'_>) {
    let Some(stage) = dockerfile.final_stage() else { return };
    if let Some((instruction, name)) = last_user_root::root_at_last(stage) {
        cx.report(instruction.syntax().arguments.span(), format!("the image ends as `{name}`, whatever it is for"))
            .help(HELP);
    } else if stage.user().is_none() && !stage.is_windows() && missing_user::stage_as_root(dockerfile, cx).is_none() {
        cx.report(stage.base_span(), "without a `USER`, the base of the image decides who it runs as").help(HELP);
    }
}
