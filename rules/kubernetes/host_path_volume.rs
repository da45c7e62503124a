use super::sensitive_host_path::is_sensitive;
use crate::model::kubernetes::{HostPath, Object};
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

/// What stands for a folder of the node elsewhere, whatever it is.
const ALWAYS: [&str; 2] = ["polaris:hostPathSet", "trivy:KSV-0023"];
/// What stands for a folder of the system elsewhere, even if no container mounts it.
const OF_SYSTEM: &str = "trivy:KSV-0121";

/// What stands elsewhere for any folder that the directory tree of a system begins with.
const OF_ANY_SYSTEM: &str = "kics:k8s/workload_mounting_with_sensitive_os_directory";
/// The folders below the root of a system (Filesystem Hierarchy Standard 3.0, section 3), but those that are there for what anyone brings.
const TREE: [&str; 15] =
    ["bin", "sbin", "boot", "cdrom", "dev", "etc", "home", "lib", "media", "proc", "root", "run", "srv", "usr", "var"];

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let outside = outside_kube_system(object);
    let help = "use a PersistentVolumeClaim, or an `emptyDir` for what may be lost";
    if object.is("", "PersistentVolume")
        && let Some(folder) = object.node().at(&["spec", "hostPath"]).filter(|it| !it.is_null())
    {
        let path = folder.get("path").unwrap_or(folder);
        let of_any_system = path.as_str().filter(|path| is_of_any_system(path)).map(|_| OF_ANY_SYSTEM);
        cx.report(path, format!("{} is {} of one node", object.title(), shown(path)))
            .help(help)
            .stands_for(outside.into_iter().chain(of_any_system));
    }
    for pod in object.pods() {
        let volumes = pod.spec().get("volumes").into_iter().flat_map(Node::items);
        let known = pod.host_paths();
        for folder in volumes.filter_map(|it| it.get("hostPath")).filter(|it| !it.is_null()) {
            let path = folder.get("path").unwrap_or(folder);
            let volume = known.iter().find(|it| it.place == path);
            let is_unused = |it: &HostPath<'_>| it.mounts == 0 && is_sensitive(*it);
            let of_system = volume.filter(|it| is_unused(it)).map(|_| OF_SYSTEM);
            let of_any_system = path.as_str().filter(|path| is_of_any_system(path)).map(|_| OF_ANY_SYSTEM);
            cx.report(path, format!("{} takes in {} of its node", object.title(), shown(path)))
                .help(help)
                .stands_for(ALWAYS.into_iter().chain(outside).chain(of_system).chain(of_any_system));
        }
    }
}

/// The folder, for messages.
fn shown(path: Node<'_>) -> String {
    path.as_str().map_or_else(|| "a folder".into(), |path| format!("`{path}`"))
}

/// Whether a path is the root or begins with a folder that every system has.
fn is_of_any_system(path: &str) -> bool {
    let first = path.trim_start_matches('/').split('/').next().unwrap_or_default();
    path.starts_with('/') && (first.is_empty() || first == "sys" || first == "lib64" || TREE.contains(&first))
}

/// The check of another tool that leaves the pods of the cluster itself alone, for an object elsewhere.
pub fn outside_kube_system(object: Object<'_>) -> Option<&'static str> {
    let namespace = object.namespace_node().and_then(Node::as_text);
    (namespace != Some("kube-system")).then_some("kics:k8s/non_kube_system_pod_with_host_mount")
}
