use crate::model::kubernetes::{Object, PodSpec};
use crate::project::manifests::Wanted;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::PodSpec(check);

fn check(pod: PodSpec<'_>, cx: &mut Cx<'_>) {
    let object = pod.object();
    if !matches!(object.kind(), "Deployment" | "ReplicaSet" | "Rollout" | "DeploymentConfig") || is_on_one_node(pod) {
        return;
    }
    let manifests = &cx.project.manifests;
    for name in pod.volumes().into_iter().filter_map(|volume| volume.at(&["persistentVolumeClaim", "claimName"])) {
        let Some(text) = name.as_text() else { continue };
        let wanted = Wanted { asker: object, kind: "PersistentVolumeClaim", name: text, namespace: None };
        let claims = manifests.find(wanted);
        let Some(mode) = claims.first().and_then(|claim| only_mode(*claim)) else { continue };
        if !claims.iter().all(|claim| only_mode(*claim).is_some()) {
            continue;
        }
        let autoscaled = manifests.autoscalers_of(object);
        let count = autoscaled.first().map_or_else(|| object.replicas(), |autoscaler| autoscaler.least());
        let Some(count) = count.filter(|count| *count > 1) else { return };
        cx.report(name, format!("the {count} pods of {} share the volume `{text}`, which is {mode}", object.title()))
            .help("take `ReadWriteMany` storage, or a StatefulSet with a volume for each: pods on other nodes never start")
            .label(claims[0].place().span(), "the claim");
    }
}

/// Whether all pods are kept on the same node.
fn is_on_one_node(pod: PodSpec<'_>) -> bool {
    let has = |path: &[&str]| !pod.spec().absent(path);
    has(&["nodeName"]) || has(&["nodeSelector", "kubernetes.io/hostname"]) || has(&["affinity", "podAffinity"])
}

/// The access mode of a claim, if it is surely for one node or one pod only.
fn only_mode(claim: Object<'_>) -> Option<&str> {
    let modes = claim.node().at(&["spec", "accessModes"]).filter(|modes| modes.is_seq() && !modes.is_open())?;
    let is_single = |mode: Node<'_>| matches!(mode.as_str(), Some("ReadWriteOnce" | "ReadWriteOncePod"));
    modes.items().all(is_single).then(|| modes.items().next().map(Node::text)).flatten()
}
