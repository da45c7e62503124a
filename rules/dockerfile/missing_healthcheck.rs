use crate::model::docker::Dockerfile;
use crate::rule::{Check, Cx};
use crate::syntax::dockerfile::Command;

pub const CHECK: Check = Check::Dockerfile(check);

fn check(dockerfile: &Dockerfile<'_>, cx: &mut Cx<'_>) {
    // Kubernetes has probes of its own and does not look at this instruction.
    if cx.project.docker.has_kubernetes() {
        return;
    }
    let Some(stage) = dockerfile.final_stage() else { return };
    let exposed = stage.last(|command| matches!(command, Command::Expose(_)));
    let has_check = stage.last(|command| matches!(command, Command::Healthcheck(_))).is_some();
    let (Some(exposed), Some(_)) = (exposed, stage.start()) else { return };
    // Other images may bring a check, and in these there is nothing to ask with.
    let Some(image) = stage.external_image().filter(|image| image.is_surely_root()) else { return };
    let is_bare = image.reference().is_some_and(|reference| reference.repository.starts_with("distroless"));
    if has_check
        || is_bare
        || stage.is_for_development()
        || stage.is_interactive()
        || is_checked_by_compose(dockerfile, cx)
    {
        return;
    }
    let port = exposed.evaluate(&exposed.syntax().arguments);
    let port = port.as_str().unwrap_or("a port");
    cx.report(exposed.keyword_span(), format!("the image listens on {port} and has no `HEALTHCHECK`"))
        .help("add `HEALTHCHECK CMD` with a request to the program, so that a hung one is noticed");
}

/// Whether every Compose service that is built from the file has a check of its own.
fn is_checked_by_compose(dockerfile: &Dockerfile<'_>, cx: &Cx<'_>) -> bool {
    let mut services = cx.project.docker.services(dockerfile.file(), &cx.project.compose).peekable();
    services.peek().is_some() && services.all(|service| !service.absent(&["healthcheck"]))
}
