use super::missing_user::is_run_as_another_user;
use crate::diagnostic::Severity;
use crate::fix::{Safety, dockerfile as fix};
use crate::model::docker::{Command, Dockerfile, Instruction, Stage};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Dockerfile(check);

fn check(dockerfile: &Dockerfile<'_>, cx: &mut Cx<'_>) {
    if cx.project.docker.is_tool(dockerfile.file(), cx.project.files()) {
        return;
    }
    for stage in cx.project.docker.built_stages(dockerfile.file()) {
        check_stage(stage, cx);
    }
}

fn check_stage(stage: Stage<'_>, cx: &mut Cx<'_>) {
    let Some((instruction, name)) = root_at_last(stage) else { return };
    let Command::User(user) = instruction.command() else { return };
    // Without a command of its own it is a base for others, or a place to build in.
    if stage.start().is_none() || stage.is_interactive() || stage.is_for_development() {
        return;
    }
    let is_changed = stage.changes_user_at_start() || is_run_as_another_user(stage.dockerfile(), cx);
    let severity = if is_changed { Severity::Info } else { Severity::Warning };
    let edit = (!stage.is_windows()).then(|| {
        let runs = |it: Instruction<'_>| it.index() > instruction.index() && matches!(it.command(), Command::Run(_));
        // What runs below it in the build may well need root.
        let is_last = instruction.stage() == Some(stage) && !stage.instructions().any(runs);
        let replaced = if is_last { fix::replace(user, "65532:65532") } else { None };
        replaced.unwrap_or_else(|| fix::end_as_user(stage, "65532:65532"))
    });
    cx.report(user.span(), format!("the last user of the image is `{name}`"))
        .severity(severity)
        .help("end with an unprivileged user: whoever breaks into the program is root in the container otherwise")
        .fix("run as an unprivileged user", Safety::Unsafe, edit);
}

/// The last USER of a stage and the name in it, if that is surely root.
pub(super) fn root_at_last(stage: Stage<'_>) -> Option<(Instruction<'_>, String)> {
    let instruction = stage.user()?;
    let Command::User(user) = instruction.command() else { return None };
    let value = instruction.evaluate(user);
    let name = value.as_str()?.split(':').next().unwrap_or_default();
    let is_root =
        matches!(name, "root" | "0") || stage.is_windows() && name.eq_ignore_ascii_case("ContainerAdministrator");
    is_root.then(|| (instruction, name.to_owned()))
}
