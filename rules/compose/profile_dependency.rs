use crate::model::compose::Service;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Service(check);

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    let all = &cx.project.compose;
    let Some(own) = service.profiles() else { return };
    let project = all.project_of(service);
    for dependency in service.dependencies().iter().filter(|dependency| dependency.required) {
        let Some(target) = all.service(project, dependency.service.text()) else { continue };
        let Some(theirs) = target.profiles().filter(|profiles| !profiles.is_empty()) else { continue };
        // With profiles of its own it is started only with one of them, each of which has to start the other too.
        let missing = own.iter().find(|profile| !theirs.contains(profile));
        if !own.is_empty() && missing.is_none() {
            continue;
        }
        let when = missing.map_or("is always started".to_owned(), |profile| format!("is started with `{profile}`"));
        let message = format!(
            "service `{}` {when}, but `{}`, which it waits for, only with `{}`",
            service.name(),
            target.name(),
            theirs.join("` or `")
        );
        let place = target.items(&["profiles"]).first().map_or(target.key.span(), |node| node.span());
        cx.report(dependency.service, message)
            .label(place, "its profile")
            .help("give both the same profiles, or set `required: false`");
    }
}
