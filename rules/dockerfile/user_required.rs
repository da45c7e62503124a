use super::{last_user_root, missing_user};
use crate::model::docker::Dockerfile;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Dockerfile(check);

/// What others say of a `USER root`, and of none at all.
const ROOT: [&str; 6] = [
    "trivy:DS-0002",
    "checkov:CKV_DOCKER_8",
    "kics:dockerfile/last_user_is_root",
    "hadolint:DL3002",
    "semgrep:last-user-is-root",
    "droast:DF002",
];
const NONE: [&str; 5] = [
    "trivy:DS-0002",
    "checkov:CKV_DOCKER_3",
    "kics:dockerfile/missing_user_instruction",
    "semgrep:missing-user",
    "droast:DF020",
];

const HELP: &str = "end with `USER` and an unprivileged user";

fn check(dockerfile: &Dockerfile<'_>, cx: &mut Cx<'_>) {
    let Some(stage) = dockerfile.final_stage() else { return };
    if let Some((instruction, name)) = last_user_root::root_at_last(stage) {
        cx.report(instruction.syntax().arguments.span(), format!("the image ends as `{name}`, whatever it is for"))
            .stands_for(ROOT)
            .help(HELP);
    } else if stage.user().is_none() && !stage.is_windows() && missing_user::stage_as_root(dockerfile, cx).is_none() {
        cx.report(stage.base_span(), "without a `USER`, the base of the image decides who it runs as")
            .stands_for(NONE.into_iter().filter(|check| !stage.is_from_scratch() || !check.starts_with("kics:")))
            .help(HELP);
    }
}
