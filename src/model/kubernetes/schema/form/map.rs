//! What the API server checks of a map as a whole. Source: `pkg/apis/core/validation` and `pkg/apis/apps/validation` of Kubernetes 1.37,
//! taken 2026-11-22.

use rustc_hash::FxHashMap;

use super::super::super::LabelSelector;
use super::super::departure::{Fault, Owner};
use super::is_stand_in;
use crate::tree::Node;

/// Types whose `selector` says which pods belong to a workload, and may not be empty.
const SELECTING: [&str; 4] =
    ["apps/v1.DaemonSetSpec", "apps/v1.DeploymentSpec", "apps/v1.ReplicaSetSpec", "apps/v1.StatefulSetSpec"];

/// The types of which something is said here.
pub(super) const TYPES: [&str; 9] = [
    "apps/v1.DaemonSetSpec",
    "apps/v1.DeploymentSpec",
    "apps/v1.ReplicaSetSpec",
    "apps/v1.StatefulSetSpec",
    "core/v1.PersistentVolumeClaimSpec",
    "core/v1.PodSpec",
    "core/v1.ServiceSpec",
    "meta/v1.LabelSelector",
    "meta/v1.LabelSelectorRequirement",
];

/// Values of `type` and `clusterIP` with which a Service needs no ports.
const NO_PORTS: [&str; 2] = ["ExternalName", "None"];

/// What is wrong with a map as a whole: a requirement of a selector, and the names of all containers of a pod.
pub(in super::super) fn of_map<'t>(owner: Owner<'t>, found: &mut Vec<Fault<'t>>) {
    let node = owner.node;
    match owner.schema.name {
        "meta/v1.LabelSelectorRequirement" | "core/v1.NodeSelectorRequirement" => {
            let Some(operator) = node.get("operator").filter(|operator| operator.as_str().is_some()) else { return };
            let values = node.get("values").filter(|values| values.is_seq() && !values.is_open());
            let has_none = node.lacks("values") || values.is_some_and(|values| values.items().len() == 0);
            let wrong = match operator.text() {
                "In" | "NotIn" if has_none => "needs `values`",
                "Exists" | "DoesNotExist" if values.is_some_and(|values| values.items().len() > 0) => {
                    "takes no `values`"
                }
                "Gt" | "Lt" if values.is_some_and(|values| values.items().len() > 1) => "takes one value",
                _ => return,
            };
            found.push(Fault::Requirement(operator, wrong));
        }
        "meta/v1.LabelSelector" => {
            found.extend(LabelSelector::new(node).contradiction().map(|(key, other)| Fault::Contradiction(key, other)));
        }
        name if SELECTING.contains(&name) => {
            let empty = node.entry("selector").filter(|entry| is_empty_selector(entry.value));
            found.extend(empty.map(|entry| Fault::EmptySelector(entry.key)));
        }
        "core/v1.ServiceSpec" => {
            let needs_none = ["type", "clusterIP"].iter().any(|key| {
                !node.lacks(key) && node.get(key).and_then(Node::as_str).is_none_or(|it| NO_PORTS.contains(&it))
            }) || !node.lacks("clusterIPs");
            let has_none = node.absent(&["ports"]) || node.get("ports").is_some_and(Node::is_empty_list);
            found.extend((has_none && !needs_none).then_some(Fault::Missing("ports")));
        }
        "core/v1.PersistentVolumeClaimSpec" if node.get("resources").is_some_and(|it| !it.is_null()) => {
            let lacks_storage = node.absent(&["resources", "requests", "storage"]);
            found.extend(lacks_storage.then_some(Fault::Missing("resources.requests.storage")));
        }
        "core/v1.PodSpec" => {
            let mut seen: FxHashMap<&'t str, (&'static str, Node<'t>)> = FxHashMap::default();
            for list in ["containers", "initContainers", "ephemeralContainers"] {
                let Some(entry) = node.entries().find(|entry| entry.key.text() == list) else { continue };
                for name in entry.value.items().filter_map(|item| item.get("name")) {
                    let Some(text) = name.as_text().filter(|text| !is_stand_in(text)) else { continue };
                    match seen.get(text) {
                        // Two of the same list are told by the table.
                        Some((other, first)) if *other != list => found.push(Fault::Twice(entry, name, *first)),
                        Some(_) => {}
                        None => drop(seen.insert(text, (list, name))),
                    }
                }
            }
        }
        _ => {}
    }
}

/// Whether a selector asks for nothing, and so is for all pods.
fn is_empty_selector(selector: Node<'_>) -> bool {
    let is_empty = |key: &str| {
        selector.absent(&[key])
            || selector.get(key).is_some_and(|it| {
                !it.is_unknown() && !it.is_open() && it.items().len() == 0 && it.entries().next().is_none()
            })
    };
    selector.is_map() && is_empty("matchLabels") && is_empty("matchExpressions")
}
