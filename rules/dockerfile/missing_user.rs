use crate::fix::{Safety, dockerfile as fix};
use crate::model::docker::{Dockerfile, Instruction, Stage};
use crate::model::image::Reference;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Dockerfile(check);

/// The checks of other tools. That of KICS leaves everything from `scratch` alone.
const ALSO: [&str; 9] = [
    "trivy:DS-0002",
    "checkov:CKV_DOCKER_3",
    "kics:dockerfile/missing_user_instruction",
    "semgrep:missing-user",
    "semgrep:missing-user-entrypoint",
    "sonar:S6471",
    "dockle:CIS-DI-0001",
    "droast:DF020",
    "tally:stateful-root-runtime",
];

/// Official images that do not start as another user unless they are told other places to write to.
const SERVERS: [&str; 2] = ["nginx", "httpd"];

fn check(dockerfile: &Dockerfile<'_>, cx: &mut Cx<'_>) {
    let Some(stage) = stage_as_root(dockerfile, cx) else { return };
    // What these servers write to belongs to root.
    let needs_root =
        stage.external_reference().and_then(Reference::official).is_some_and(|name| SERVERS.contains(&name));
    let has_own_start = stage.start().and_then(Instruction::stage).is_some_and(|own| own == stage);
    let edit = (has_own_start && !needs_root).then(|| fix::end_as_user(stage, "65532:65532"));
    let base = stage.base_text().map_or("", |text| text.as_str());
    let base = base.split_once('@').map_or(base, |(name, _)| name);
    let also = ALSO.into_iter().filter(|check| !stage.is_from_scratch() || !check.starts_with("kics:"));
    cx.report(stage.base_span(), format!("the image built from `{base}` runs as root"))
        .stands_for(also)
        .help("add `USER` with an unprivileged user before CMD or ENTRYPOINT, and give it the files that it writes to")
        .fix("run as an unprivileged user", Safety::Unsafe, edit);
}

/// The final stage, if it surely runs a program as root because nobody says otherwise.
pub(super) fn stage_as_root<'d>(dockerfile: &'d Dockerfile<'d>, cx: &Cx<'_>) -> Option<Stage<'d>> {
    let stage = dockerfile.final_stage()?;
    let is_bare = stage.begins_as_root() && stage.start().is_some() && stage.user().is_none() && !stage.is_windows();
    let is_tool = || cx.project.docker.is_tool(dockerfile.file(), cx.project.files());
    let is_left_alone =
        || is_tool() || stage.is_for_development() || stage.is_interactive() || stage.changes_user_at_start();
    (is_bare && !is_left_alone() && !is_run_as_another_user(dockerfile, cx)).then_some(stage)
}

/// Whether every Compose service that is built from the file names a user.
pub(super) fn is_run_as_another_user(dockerfile: &Dockerfile<'_>, cx: &Cx<'_>) -> bool {
    let mut services = cx.project.docker.services(dockerfile.file(), &cx.project.compose).peekable();
    services.peek().is_some() && services.all(|service| !service.absent(&["user"]))
}
