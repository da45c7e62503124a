use crate::model::kubernetes::PodSpec;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::PodSpec(check);

/// Folders of programs, libraries and settings, with all that lies below them.
const SYSTEM: [&str; 12] =
    ["/bin", "/boot", "/etc", "/lib", "/lib64", "/proc", "/root", "/sbin", "/sys", "/usr/bin", "/usr/lib", "/usr/sbin"];
/// Folders in which others belong, as a whole.
const WHOLE: [&str; 6] = ["/", "/dev", "/home", "/run", "/usr", "/var"];
/// Kinds of volumes that nobody can write to.
const FIXED: [&str; 4] = ["configMap", "downwardAPI", "projected", "secret"];

fn check(pod: PodSpec<'_>, cx: &mut Cx<'_>) {
    let volumes: Vec<Node<'_>> = pod.spec().get("volumes").into_iter().flat_map(Node::items).collect();
    let is_writable = |name: &str| {
        let volume = volumes.iter().find(|volume| volume.get("name").and_then(Node::as_text) == Some(name));
        // One that is not seen here may be of any kind.
        volume.is_some_and(|volume| FIXED.iter().all(|kind| volume.lacks(kind)))
    };
    for container in pod.containers() {
        for mount in container.mounts() {
            let Some(path) = mount.get("mountPath").and_then(Node::as_str).filter(|path| is_system(path)) else {
                continue;
            };
            let Some(name) = mount.get("name").filter(|name| name.as_text().is_some_and(is_writable)) else { continue };
            let says_so = mount.get("readOnly").filter(|it| it.as_bool() == Some(false));
            if says_so.is_none() && !mount.absent(&["readOnly"]) {
                continue;
            }
            cx.report(
                says_so.unwrap_or(name),
                format!("container `{}` may write to the volume that stands over its `{path}`", container.name()),
            )
            .help("mount it with `readOnly: true`, or at a path of its own");
        }
    }
}

/// Whether a path is a folder of the system.
fn is_system(path: &str) -> bool {
    let path = if path == "/" { path } else { path.trim_end_matches('/') };
    let is_below =
        |folder: &str| path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    WHOLE.contains(&path) || SYSTEM.iter().any(|folder| is_below(folder))
}
