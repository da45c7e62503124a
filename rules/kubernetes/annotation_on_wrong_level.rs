use crate::fix::{Edit, Safety, yaml};
use crate::model::kubernetes::PodSpec;
use crate::rule::{Check, Cx};
use crate::tree::{Entry, Node};

pub const CHECK: Check = Check::PodSpec(check);

/// Annotations that are read from pods alone, by their beginnings: scraping (Prometheus' usual relabelling), injection (Vault, Istio,
/// Linkerd), the cluster autoscaler, `kubectl` and `AppArmor`.
const OF_PODS: [&str; 9] = [
    "prometheus.io/scrape",
    "vault.hashicorp.com/agent-inject",
    "vault.hashicorp.com/role",
    "sidecar.istio.io/inject",
    "linkerd.io/inject",
    "config.linkerd.io/",
    "cluster-autoscaler.kubernetes.io/safe-to-evict",
    "kubectl.kubernetes.io/default-container",
    "container.apparmor.security.beta.kubernetes.io/",
];

/// The kinds that hand none of their own annotations down to their pods.
const KINDS: [&str; 4] = ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"];

fn check(pod: PodSpec<'_>, cx: &mut Cx<'_>) {
    let object = pod.object();
    if !KINDS.contains(&object.kind()) {
        return;
    }
    let annotations = object.node().at(&["metadata", "annotations"]);
    for entry in annotations.into_iter().flat_map(Node::entries) {
        let key = entry.key.text();
        let is_of_pods = OF_PODS.iter().any(|start| key.starts_with(start));
        let is_off = entry.value.as_text().is_some_and(|value| ["false", "disabled"].contains(&value));
        if is_of_pods && !is_off && pod.template().absent(&["metadata", "annotations", key]) {
            cx.report(entry.key, format!("annotation `{key}` of {} is not on its pods", object.title()))
                .help("move it to `spec.template.metadata.annotations`: it is read from the pods")
                .label(pod.template().span(), "the pods")
                .fix("move it to the pods", Safety::Unsafe, move_to_pods(entry, pod));
        }
    }
}

/// The edits that move an annotation from a workload to its pods.
fn move_to_pods(annotation: Entry<'_>, pod: PodSpec<'_>) -> Option<Vec<Edit>> {
    let value = yaml::Value::of(annotation.value)?;
    let put = yaml::put(pod.template(), &["metadata", "annotations", annotation.key.as_text()?], &value)?;
    Some(vec![yaml::remove(annotation)?, put])
}
