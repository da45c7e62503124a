use crate::fix::{self, Safety};
use crate::model::kubernetes::PodSpec;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::PodSpec(check);

/// Beginnings of names of volumes that are for containers which something in the cluster adds.
const INJECTED: [&str; 6] = ["istio", "vault", "linkerd", "workload-", "credential-", "gke-gcsfuse-"];

fn check(pod: PodSpec<'_>, cx: &mut Cx<'_>) {
    let containers = pod.containers();
    if pod.is_partial() || containers.iter().any(|container| !container.knows_mounts()) {
        return;
    }
    let mounted: Vec<&str> =
        containers.iter().flat_map(|it| it.mounts()).filter_map(|mount| mount.get("name")).map(Node::text).collect();
    for volume in pod.volumes() {
        let Some(name) = volume.get("name").filter(|name| name.as_text().is_some()) else { continue };
        let is_injected = INJECTED.iter().any(|start| name.text().starts_with(start));
        if !is_injected && !mounted.contains(&name.text()) {
            cx.report(name, format!("no container of {} mounts volume `{}`", pod.object().title(), name.text()))
                .help("mount it, or remove it: pods wait for what it needs all the same")
                .fix("remove the volume", Safety::Unsafe, fix::yaml::remove_item(volume));
        }
    }
}
