use crate::model::compose::Service;
use crate::project::compose::ComposeProject;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::ComposeProject(check);

fn check(project: &ComposeProject<'_>, cx: &mut Cx<'_>) {
    for service in &project.services {
        let Some(own) = networks(service) else { continue };
        for pair in service.pairs(&["environment"]) {
            let Some(value) = pair.value() else { continue };
            for other in project.services.iter().filter(|other| other.name() != service.name()) {
                if !names_host(value, other.name()) {
                    continue;
                }
                let Some(theirs) = networks(other).filter(|theirs| !theirs.iter().any(|name| own.contains(name)))
                else {
                    continue;
                };
                let message = format!(
                    "`{}` of service `{}` names `{}`, but the two are in no network together",
                    pair.name,
                    service.name(),
                    other.name()
                );
                cx.report(pair.place, message).help(format!(
                    "put `{}` into `{}`, too",
                    service.name(),
                    theirs.join("` or `")
                ));
            }
        }
    }
}

/// The networks of a service; `None` if they are not known.
fn networks<'t>(service: &Service<'t>) -> Option<Vec<&'t str>> {
    let is_open = service.layers.is_open() || !service.overlays.is_empty() || !service.absent(&["network_mode"]);
    let names: Vec<&str> = service.names(&["networks"]).into_iter().map(Node::text).collect();
    match names.is_empty() {
        _ if is_open => None,
        true => service.absent(&["networks"]).then(|| vec!["default"]),
        false => Some(names),
    }
}

/// Whether a value has a service as its host: `//db:5432`, `@db/`.
fn names_host(value: &str, host: &str) -> bool {
    value.match_indices(host).any(|(at, _)| {
        (value[..at].ends_with("//") || value[..at].ends_with('@')) && value[at + host.len()..].starts_with([':', '/'])
    })
}
