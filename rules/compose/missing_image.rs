use crate::model::compose::{Role, Service};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Service(check);

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    let all = &cx.project.compose;
    let project = all.project_of(service);
    let is_whole = project.is_named || matches!(service.file.role, Role::Canonical(_));
    let is_part = all.may_be_completed(project, service.name());
    let says_nothing = ["image", "build", "provider", "extends"].iter().all(|key| service.absent(&[key]));
    if is_whole && !is_part && says_nothing && !service.key.text().starts_with("x-") {
        cx.report(service.key, format!("service `{}` has neither an image nor a build", service.name()))
            .help("add `image` or `build`");
    }
}
