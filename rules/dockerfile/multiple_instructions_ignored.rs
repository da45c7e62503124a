use crate::fix::{Safety, dockerfile as fix};
use crate::model::docker::{Command, Instruction, Stage};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Stage(check);

/// The checks of other tools for CMD.
const OF_CMD: [&str; 5] = [
    "hadolint:DL4003",
    "trivy:DS-0016",
    "kics:dockerfile/multiple_cmd_instructions_listed",
    "semgrep:multiple-cmd-instructions",
    "droast:DF038",
];

/// Those for ENTRYPOINT.
const OF_ENTRYPOINT: [&str; 5] = [
    "hadolint:DL4004",
    "trivy:DS-0007",
    "kics:dockerfile/multiple_entrypoint_instructions_listed",
    "semgrep:multiple-entrypoint-instructions",
    "droast:DF039",
];

/// Those for HEALTHCHECK.
const OF_HEALTHCHECK: [&str; 3] = ["hadolint:DL3012", "trivy:DS-0023", "droast:DF041"];

/// Those for any of them.
const OF_ANY: [&str; 2] = ["buildkit:MultipleInstructionsDisallowed", "sonar:S6589"];

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    check_kind(stage, |command| matches!(command, Command::Cmd(_)), &OF_CMD, cx);
    check_kind(stage, |command| matches!(command, Command::Entrypoint(_)), &OF_ENTRYPOINT, cx);
    check_kind(stage, |command| matches!(command, Command::Healthcheck(_)), &OF_HEALTHCHECK, cx);
}

fn check_kind(stage: Stage<'_>, is_kind: fn(&Command<'_>) -> bool, also: &[&'static str], cx: &mut Cx<'_>) {
    let mut all: Vec<Instruction<'_>> = stage.instructions().filter(|it| is_kind(it.command())).collect();
    let Some(last) = all.pop() else { return };
    for dead in all {
        let keyword = dead.syntax().keyword.as_str().to_ascii_uppercase();
        cx.report(
            dead.keyword_span(),
            format!("this `{keyword}` has no effect, because the stage has another one below"),
        )
        .stands_for(also.iter().copied().chain(OF_ANY))
        .label(last.keyword_span(), "only this one counts")
        .help("keep one; to run several programs, start them from a script or in containers of their own")
        .fix(
            "remove what has no effect",
            Safety::Safe,
            fix::remove(stage.dockerfile().syntax(), dead.syntax()),
        );
    }
}
