use crate::model::kubernetes::{Container, ContainerRole};
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Container(check);

fn check(container: Container<'_>, cx: &mut Cx<'_>) {
    if container.pod().is_windows() {
        return;
    }
    let Some(place) = writable(container) else { return };
    let of = container.pod().object().title();
    cx.report(place, format!("container `{}` of {of} may write to all of the image's files", container.name()))
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
