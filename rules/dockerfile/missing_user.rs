use crate::fix::{Safety, dockerfile as fix};
use crate::model::docker::Dockerfile;
use crate::model::image::Image;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Dockerfile(check);

fn check(dockerfile: &Dockerfile<'_>, cx: &mut Cx<'_>) {
    let Some(stage) = dockerfile.final_stage() else { return };
    let runs_as_root = stage.is_from_scratch() || stage.external_image().is_some_and(Image::is_surely_root);
    let Some(start) = stage.start() else { return };
    if !runs_as_root || stage.user().is_some() || stage.is_windows() {
        return;
    }
    let is_tool = cx.project.docker.is_tool(dockerfile.file(), cx.project.files());
    if is_tool || stage.is_for_development() || stage.is_interactive() || stage.changes_user_at_start() {
        return;
    }
    if is_run_as_another_user(dockerfile, cx) {
        return;
    }
    let own_start = start.stage().is_some_and(|own| own == stage);
    let first = stage.instructions().find(|it| it.index() == start.index() || it.is_start());
    let edit = first
        .filter(|_| own_start)
        .map(|first| fix::insert_before(dockerfile.syntax(), first.syntax(), "USER 65532:65532"));
    let base = stage.base_text().map_or("", |text| text.as_str());
    cx.report(stage.base_span(), format!("the image built from `{base}` runs as root"))
        .help("add `USER` with an unprivileged user before CMD or ENTRYPOINT, and give it the files that it writes to")
        .fix("run as an unprivileged user", Safety::Unsafe, edit);
}

/// Whether every Compose service that is built from the file names a user.
fn is_run_as_another_user(dockerfile: &Dockerfile<'_>, cx: &Cx<'_>) -> bool {
    let mut services = cx.project.docker.services(dockerfile.file(), &cx.project.compose).peekable();
    services.peek().is_some() && services.all(|service| !service.absent(&["user"]))
}
