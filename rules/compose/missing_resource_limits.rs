use crate::model::compose::{Service, names};
use crate::project::compose::ComposeProject;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::ComposeProject(check);

/// Where a limit may stand.
const LIMITS: [&[&str]; 4] = [
    &["deploy", "resources", "limits", "memory"],
    &["deploy", "resources", "limits", "cpus"],
    &["mem_limit"],
    &["cpus"],
];

fn check(project: &ComposeProject<'_>, cx: &mut Cx<'_>) {
    if project.base().is_for_development() {
        return;
    }
    let mut without = Vec::new();
    for service in project.long_running() {
        if LIMITS.iter().all(|path| service.absent(path)) {
            without.push(service);
        } else if LIMITS.iter().any(|path| service.at(path).is_some()) {
            cx.follows(service.key);
        }
    }
    let Some(first) = without.first() else { return };
    cx.departs_too(without.len() - 1);
    let verb = if without.len() == 1 { "has" } else { "have" };
    cx.report(place(first), format!("{} {verb} no limit of memory or CPU", names(&without)))
        .help("set `deploy.resources.limits`, so that one service cannot starve the others and the host");
}

/// The innermost key that is there already and that a limit would stand under, else the service's name.
fn place<'t>(service: &Service<'t>) -> Node<'t> {
    let mut place = service.key;
    for layer in service.layers.nodes() {
        let mut map = *layer;
        for key in ["deploy", "resources", "limits"] {
            let Some(entry) = map.entry(key).filter(|entry| entry.value.is_map()) else { break };
            (place, map) = (entry.key, entry.value);
        }
        if place != service.key {
            break;
        }
    }
    place
}
