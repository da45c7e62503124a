//! Fields, annotations and labels that something else has replaced. Source: the Kubernetes API reference of 1.37, "Well-Known Labels,
//! Annotations and Taints" and "Volumes" of its documentation, taken 2026-11-22.

use super::departure::{Fault, Owner};
use super::table::Minor;
use crate::tree::{Entry, Kind};

const DRIVER: &str = "use a CSI driver: it was taken out of Kubernetes";

/// Fields by type, and what to do instead.
const FIELDS: &[(&str, &str, &str)] = &[
    ("core/v1.PodSpec", "serviceAccount", "use `serviceAccountName`"),
    ("core/v1.ServiceSpec", "loadBalancerIP", "use the annotation that the provider of the load balancer has for it"),
    ("core/v1.Volume", "cephfs", DRIVER),
    ("core/v1.Volume", "flocker", DRIVER),
    (
        "core/v1.Volume",
        "gitRepo",
        "clone into an `emptyDir` in an init container: it lets whoever may create pods run commands on nodes",
    ),
    ("core/v1.Volume", "glusterfs", DRIVER),
    ("core/v1.Volume", "photonPersistentDisk", DRIVER),
    ("core/v1.Volume", "quobyte", DRIVER),
    ("core/v1.Volume", "rbd", DRIVER),
    ("core/v1.Volume", "scaleIO", DRIVER),
    ("core/v1.Volume", "storageos", DRIVER),
    ("core/v1.PersistentVolumeSpec", "cephfs", DRIVER),
    ("core/v1.PersistentVolumeSpec", "flocker", DRIVER),
    ("core/v1.PersistentVolumeSpec", "glusterfs", DRIVER),
    ("core/v1.PersistentVolumeSpec", "photonPersistentDisk", DRIVER),
    ("core/v1.PersistentVolumeSpec", "quobyte", DRIVER),
    ("core/v1.PersistentVolumeSpec", "rbd", DRIVER),
    ("core/v1.PersistentVolumeSpec", "scaleIO", DRIVER),
    ("core/v1.PersistentVolumeSpec", "storageos", DRIVER),
];

/// Annotations by the kind that has them (any, if it is empty), the version from which on the replacement is there, and what to do.
const ANNOTATIONS: &[(&str, &str, Minor, &str)] = &[
    ("Ingress", "kubernetes.io/ingress.class", 0, "set `spec.ingressClassName`"),
    ("PersistentVolumeClaim", "volume.beta.kubernetes.io/storage-class", 0, "set `spec.storageClassName`"),
    ("", "scheduler.alpha.kubernetes.io/critical-pod", 0, "set `spec.priorityClassName`: it has no effect since 1.16"),
    (
        "",
        "seccomp.security.alpha.kubernetes.io/pod",
        0,
        "set `securityContext.seccompProfile`: it has no effect since 1.27",
    ),
];

/// Beginnings of annotations whose rest names a container.
const PER_CONTAINER: &[(&str, Minor, &str)] = &[
    ("container.apparmor.security.beta.kubernetes.io/", 30, "set `securityContext.appArmorProfile`"),
    (
        "container.seccomp.security.alpha.kubernetes.io/",
        0,
        "set `securityContext.seccompProfile`: it has no effect since 1.27",
    ),
];

/// The version in which the kind `Endpoints` was deprecated (KEP 4974).
const SINCE_SLICES: Minor = 33;

/// Labels of nodes, and what each is called now.
const LABELS: &[(&str, &str)] = &[
    ("beta.kubernetes.io/arch", "kubernetes.io/arch"),
    ("beta.kubernetes.io/instance-type", "node.kubernetes.io/instance-type"),
    ("beta.kubernetes.io/os", "kubernetes.io/os"),
    ("failure-domain.beta.kubernetes.io/region", "topology.kubernetes.io/region"),
    ("failure-domain.beta.kubernetes.io/zone", "topology.kubernetes.io/zone"),
];

/// What the label of a node is called now, if it was called otherwise before.
pub fn label_now(label: &str) -> Option<&'static str> {
    LABELS.iter().find(|(before, _)| *before == label).map(|(_, now)| *now)
}

/// Whether anything is said of a type here.
pub(super) fn is_watched(name: &str) -> bool {
    FIELDS.iter().any(|(named, ..)| *named == name)
        || matches!(name, "core/v1.Endpoints" | "core/v1.PodAffinityTerm" | "core/v1.TopologySpreadConstraint")
}

/// What of an entry of a map of some type is replaced by something else. `kind` is that of the object.
pub(super) fn faults<'t>(owner: Owner<'t>, entry: Entry<'t>, kind: &str, version: Minor, found: &mut Vec<Fault<'t>>) {
    let (name, field) = (owner.schema.name, entry.key.text());
    if let Some((_, _, instead)) = FIELDS.iter().find(|(named, key, _)| *named == name && *key == field) {
        // An object that is taken from a cluster has both.
        let has_both = field == "serviceAccount" && owner.node.get("serviceAccountName").is_some();
        let is_set = !matches!(entry.value.kind(), Kind::Null) && entry.value.as_str() != Some("");
        found.extend((is_set && !has_both).then_some(Fault::Deprecated(entry.key, instead)));
    }
    match (name, field) {
        ("core/v1.Endpoints", "kind") if version >= SINCE_SLICES => {
            found.push(Fault::Deprecated(entry.value, "use an `EndpointSlice` of `discovery.k8s.io/v1`"));
        }
        ("meta/v1.ObjectMeta", "annotations") => {
            for annotation in entry.value.entries() {
                let key = annotation.key.text();
                let whole =
                    ANNOTATIONS.iter().filter(|(of, named, ..)| key == *named && (of.is_empty() || *of == kind));
                let begun = PER_CONTAINER.iter().filter(|(start, ..)| key.starts_with(start));
                let mut all = whole.map(|(_, _, since, instead)| (*since, *instead));
                let instead = all.next().or_else(|| begun.map(|(_, since, instead)| (*since, *instead)).next());
                if let Some((_, instead)) = instead.filter(|(since, _)| *since <= version) {
                    found.push(Fault::Deprecated(annotation.key, instead));
                }
            }
        }
        ("core/v1.PodSpec", "nodeSelector") => {
            let old = entry.value.entries().filter(|label| label_now(label.key.text()).is_some());
            found.extend(old.map(|label| Fault::Deprecated(label.key, "")));
        }
        ("core/v1.NodeSelectorRequirement", "key")
        | ("core/v1.PodAffinityTerm" | "core/v1.TopologySpreadConstraint", "topologyKey")
            if label_now(entry.value.text()).is_some() =>
        {
            found.push(Fault::Deprecated(entry.value, ""));
        }
        _ => {}
    }
}
