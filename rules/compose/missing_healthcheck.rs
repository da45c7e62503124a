use crate::model::compose::{Health, Service, names};
use crate::project::compose::{ComposeProject, ImageHealth};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::ComposeProject(check);

fn check(project: &ComposeProject<'_>, cx: &mut Cx<'_>) {
    if project.base().is_for_development() {
        return;
    }
    let mut without = Vec::new();
    for service in project.long_running() {
        match service.health() {
            Health::Given(_) => cx.follows(service.key),
            Health::FromImage
                if is_server(service)
                    && (!matches!(cx.project.image_health(service), ImageHealth::Unknown)
                        || lacks_dockerfile(service, cx)) =>
            {
                without.push(service);
            }
            Health::FromImage | Health::Disabled(_) | Health::Unknown => {}
        }
    }
    let Some(first) = without.first() else { return };
    cx.departs_too(without.len() - 1);
    let verb = if without.len() == 1 { "has" } else { "have" };
    cx.report(first.key, format!("{} {verb} no health check", names(&without)))
        .help("add a `healthcheck` that asks the service for something small");
}

/// Whether it surely answers to somebody, and is not run once.
fn is_server(service: &Service<'_>) -> bool {
    service.store().is_some() || !service.published().is_empty()
}

/// Whether it is built from a Dockerfile that is surely not there, and so brings no health check either.
fn lacks_dockerfile(service: &Service<'_>, cx: &Cx<'_>) -> bool {
    let files = cx.project.files();
    let Some((context, path)) = service.build().and_then(|build| Some((build.context()?, build.dockerfile()?))) else {
        return false;
    };
    files.folder_exists(&context) && !files.exists(&path) && !cx.project.is_kept_out(&path)
}
