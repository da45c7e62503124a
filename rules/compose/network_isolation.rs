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
            let named = hosts(value).into_iter().filter_map(|host| project.service(host));
            for other in named.filter(|other| other.name() != service.name()) {
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

/// The hosts of the addresses in a value, each once: `//db:5432`, `@db/`.
fn hosts(value: &str) -> Vec<&str> {
    let starts = value.match_indices("//").chain(value.match_indices('@')).map(|(at, mark)| at + mark.len());
    let mut found: Vec<&str> =
        starts.filter_map(|at| value[at..].find([':', '/']).map(|end| &value[at..at + end])).collect();
    found.sort_unstable();
    found.dedup();
    found
}
