use crate::model::kubernetes::{Container, ContainerRole, PodSpec};
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::PodSpec(check);

fn check(pod: PodSpec<'_>, cx: &mut Cx<'_>) {
    if pod.is_windows() {
        return;
    }
    let containers = pod.containers();
    let writable: Vec<(&Container<'_>, Node<'_>)> =
        containers.iter().filter_map(|container| Some((container, writable(*container)?))).collect();
    let Some((first, place)) = writable.first() else { return };
    // A pod that says nothing at all is one finding, not one for each container.
    let who = match writable.as_slice() {
        [_] => format!("container `{}` of {} may", first.name(), pod.object().title()),
        _ => format!("{} containers of {} may", writable.len(), pod.object().title()),
    };
    cx.report(*place, format!("{who} write to all of the image's files"))
        .help("set `readOnlyRootFilesystem: true`, and mount an `emptyDir` where it writes");
}

/// Where a container leaves the files of its image writable.
fn writable(container: Container<'_>) -> Option<Node<'_>> {
    if container.role() == ContainerRole::Ephemeral {
        return None;
    }
    match container.security("readOnlyRootFilesystem") {
        Some(set) => (set.as_bool() == Some(false)).then_some(set),
        None => container
            .lacks_security("readOnlyRootFilesystem")
            .then(|| container.gap(&["securityContext", "readOnlyRootFilesystem"])),
    }
}
