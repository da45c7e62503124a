use crate::diagnostic::Place;
use crate::model::compose::{MountKind, ResourceKind};
use crate::project::compose::ComposeProject;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::ComposeProject(check);

/// The folders of a Linux system, without people's homes (Filesystem Hierarchy Standard, chapter 3).
const FOLDERS: [&str; 13] =
    ["bin", "boot", "dev", "etc", "lib", "lib32", "lib64", "proc", "run", "sbin", "sys", "usr", "var"];

/// What says only which time it is.
const HARMLESS: [&str; 2] = ["/etc/localtime", "/etc/timezone"];

fn check(project: &ComposeProject<'_>, cx: &mut Cx<'_>) {
    for service in &project.services {
        for mount in service.mounts().iter().filter(|mount| mount.kind == MountKind::Bind) {
            let Some(path) = mount.source.and_then(|source| source.value()) else { continue };
            report(path, mount.place(), &format!("service `{}` mounts `{path}`", service.name()), cx);
        }
    }
    for volume in project.resources(ResourceKind::Volume) {
        for node in ["device", "mountpoint"].into_iter().filter_map(|key| volume.at(&["driver_opts", key])) {
            let Some(path) = node.as_str() else { continue };
            report(path, node.into(), &format!("the volume `{}` is `{path}`", volume.name()), cx);
        }
    }
}

fn report(path: &str, place: Place, what: &str, cx: &mut Cx<'_>) {
    let is_socket = path.rsplit_once('.').is_some_and(|(_, ending)| ending == "sock");
    if !is_socket && !HARMLESS.contains(&path) && is_below_system(path) {
        cx.report(place, format!("{what}, which belongs to the system of the host"))
            .help("use a named volume, or a folder beside this file");
    }
}

/// Whether a path leads below a folder of the system; the folder itself is another rule's.
fn is_below_system(path: &str) -> bool {
    let below = path.strip_prefix('/').and_then(|rest| rest.trim_end_matches('/').split_once('/'));
    below.is_some_and(|(folder, rest)| FOLDERS.contains(&folder) && !matches!((folder, rest), ("var", "lib" | "run")))
}
