use rustc_hash::FxHashMap;

use crate::diagnostic::Place;
use crate::model::compose::MountKind;
use crate::project::compose::ComposeProject;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::ComposeProject(check);

fn check(project: &ComposeProject<'_>, cx: &mut Cx<'_>) {
    let mut uses: FxHashMap<&str, Vec<(usize, Place)>> = FxHashMap::default();
    for (at, service) in project.services.iter().enumerate() {
        for mount in service.mounts().iter().filter(|mount| mount.kind == MountKind::Volume) {
            if let Some(name) = mount.source.and_then(|source| source.value()) {
                uses.entry(name).or_default().push((at, mount.place()));
            }
        }
    }
    for (name, uses) in uses {
        let first = uses[0].0;
        if uses.iter().all(|(service, _)| *service == first) {
            continue;
        }
        for (service, place) in uses {
            let service = project.services[service].name();
            cx.report(place, format!("service `{service}` shares the volume `{name}` with others"))
                .help("give each service a volume of its own, or mount it read-only where that will do");
        }
    }
}
