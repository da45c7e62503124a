use super::sensitive_host_path::is_sensitive;
use crate::model::kubernetes::{HostPath, Object};
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

/// What stands for a folder of the node elsewhere, whatever it is.
const ALWAYS: [&str; 2] = ["polaris:hostPathSet", "trivy:KSV-0023"];
/// What stands for a folder of the system elsewhere, even if no container mounts it.
const OF_SYSTEM: &str = "trivy:KSV-0121";

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let outside = outside_kube_system(object);
    let help = "use a PersistentVolumeClaim, or an `emptyDir` for what may be lost";
    if object.is("", "PersistentVolume")
        && let Some(folder) = object.node().at(&["spec", "hostPath"]).filter(|it| !it.is_null())
    {
        cx.report(folder, format!("{} is a folder of one node", object.title())).help(help).stands_for(outside);
    }
    for pod in object.pods() {
        let volumes = pod.spec().get("volumes").into_iter().flat_map(Node::items);
        let unused = |folder: &HostPath<'_>| folder.mounts == 0 && is_sensitive(*folder);
        let of_system = pod.host_paths().iter().any(unused).then_some(OF_SYSTEM);
        if let Some(folder) = volumes.filter_map(|it| it.get("hostPath")).find(|it| !it.is_null()) {
            cx.report(folder, format!("{} mounts a folder of its node", object.title()))
                .help(help)
                .stands_for(ALWAYS.into_iter().chain(outside).chain(of_system));
        }
    }
}

/// The check of another tool that leaves the pods of the cluster itself alone, for an object elsewhere.
pub fn outside_kube_system(object: Object<'_>) -> Option<&'static str> {
    let namespace = object.namespace_node().and_then(Node::as_text);
    (namespace != Some("kube-system")).then_some("kics:k8s/non_kube_system_pod_with_host_mount")
}
