use crate::fix::{Safety, dockerfile as fix};
use crate::model::docker::Dockerfile;
use crate::model::image::{Image, Reference};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Dockerfile(check);

/// Official images that do not start as another user unless they are told other places to write to.
const SERVERS: [&str; 2] = ["nginx", "httpd"];

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
    // What these servers write to belongs to root.
    let needs_root =
        stage.external_reference().and_then(Reference::official).is_some_and(|name| SERVERS.contains(&name));
    let has_own_start = start.stage().is_some_and(|own| own == stage);
    let edit = (has_own_start && !needs_root).then(|| fix::end_as_user(stage, "65532:65532"));
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
