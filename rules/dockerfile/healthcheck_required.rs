use super::missing_healthcheck;
use crate::model::docker::{Command, Dockerfile};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Dockerfile(check);

fn check(dockerfile: &Dockerfile<'_>, cx: &mut Cx<'_>) {
    let Some(stage) = dockerfile.final_stage() else { return };
    // A file without FROM is a part of others.
    if !dockerfile.has_from() {
        return;
    }
    let has_check = stage.last(|command| matches!(command, Command::Healthcheck(_))).is_some();
    if !has_check && missing_healthcheck::unchecked_server(dockerfile, cx).is_none() {
        cx.report(stage.base_span(), "the file gives its image no `HEALTHCHECK`")
            .help("add `HEALTHCHECK CMD` with a question to the program, or `HEALTHCHECK NONE`");
    }
}
