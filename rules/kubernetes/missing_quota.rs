use rustc_hash::FxHashSet;

use crate::model::kubernetes::Object;
use crate::project::Project;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Repository(check);

/// What a `LimitRange` says of containers.
const LIMITS: [&str; 4] = ["min", "max", "default", "defaultRequest"];
/// What a `ResourceQuota` bounds.
const BOUNDS: [&str; 4] = ["requests.cpu", "requests.memory", "limits.cpu", "limits.memory"];
/// Namespaces that Kubernetes makes itself.
const BUILT_IN: [&str; 3] = ["kube-node-lease", "kube-public", "kube-system"];

/// Kinds that take something of the namespace they are in.
const TAKING: [&str; 9] = [
    "Namespace",
    "Pod",
    "Deployment",
    "StatefulSet",
    "DaemonSet",
    "ReplicaSet",
    "Job",
    "CronJob",
    "PersistentVolumeClaim",
];
/// What bounds a namespace, and what stands elsewhere for one that has none.
const BOUNDING: [(&str, &str); 2] = [
    ("ResourceQuota", "kics:k8s/pod_or_container_without_resource_quota"),
    ("LimitRange", "kics:k8s/pod_or_container_without_limit_range"),
];

fn check(project: &Project<'_>, cx: &mut Cx<'_>) {
    let everywhere = project.manifests.everywhere();
    // A namespace is one finding, at the object that makes it or the first that is in it.
    let mut seen: FxHashSet<Option<&str>> = FxHashSet::default();
    for object in TAKING.iter().flat_map(|kind| everywhere.of_kind(kind)) {
        if let Some(namespace) = taken_of(*object).filter(|namespace| seen.insert(*namespace)) {
            unbounded(*object, namespace, project, cx);
        }
    }
    everywhere.of_kind("LimitRange").iter().filter(|it| it.is("", "LimitRange")).for_each(|range| limits(*range, cx));
    everywhere.of_kind("ResourceQuota").iter().filter(|it| it.is("", "ResourceQuota")).for_each(|it| bounds(*it, cx));
}

/// The namespace that an object is or is in, `None` where the command says; nothing at all if it is not known.
fn taken_of(object: Object<'_>) -> Option<Option<&str>> {
    let name = match object.namespace_node() {
        _ if object.is("", "Namespace") => Some(object.name()?).filter(|name| *name != "default"),
        Some(namespace) => Some(namespace.as_text()?),
        None if object.lacks_namespace() => return Some(None),
        None => None,
    };
    name.filter(|name| !BUILT_IN.contains(name)).map(Some)
}

fn unbounded(object: Object<'_>, namespace: Option<&str>, project: &Project<'_>, cx: &mut Cx<'_>) {
    // One whose namespace the command or a kustomization gives may be of any.
    let may_bound =
        |bound: &Object<'_>| bound.namespace_node().and_then(Node::as_text).is_none_or(|it| Some(it) == namespace);
    let missing =
        BOUNDING.iter().filter(|(kind, _)| !project.manifests.everywhere().of_kind(kind).iter().any(may_bound));
    let missing: Vec<&(&str, &str)> = missing.collect();
    let kinds: Vec<&str> = missing.iter().map(|(kind, _)| *kind).collect();
    if kinds.is_empty() {
        return;
    }
    let place = object.namespace_node().filter(|_| !object.is("", "Namespace")).unwrap_or(object.place());
    let whose =
        namespace.map_or(format!("the namespace of {}", object.title()), |name| format!("the namespace `{name}`"));
    cx.report(place, format!("nothing here bounds what {whose} takes: it has no {}", kinds.join(" and no ")))
        .help("add a ResourceQuota, and a LimitRange for containers that say nothing")
        .stands_for(missing.iter().map(|(_, peer)| *peer));
}

fn limits(range: Object<'_>, cx: &mut Cx<'_>) {
    let items = range.node().at(&["spec", "limits"]);
    if items.is_some_and(Node::is_open) {
        return;
    }
    let of_containers = items
        .into_iter()
        .flat_map(Node::items)
        .find(|item| item.get("type").and_then(Node::as_str) == Some("Container"));
    let missing: Vec<&str> =
        LIMITS.into_iter().filter(|limit| of_containers.is_none_or(|item| item.absent(&[limit]))).collect();
    let place = of_containers.and_then(|item| item.get("type")).unwrap_or(range.gap(&["spec", "limits"]));
    report(&missing, place, range, "trivy:KSV-0039", cx);
}

fn bounds(quota: Object<'_>, cx: &mut Cx<'_>) {
    let missing: Vec<&str> = BOUNDS.into_iter().filter(|bound| quota.node().absent(&["spec", "hard", bound])).collect();
    report(&missing, quota.gap(&["spec", "hard"]), quota, "trivy:KSV-0040", cx);
}

fn report(missing: &[&str], place: Node<'_>, object: Object<'_>, peer: &'static str, cx: &mut Cx<'_>) {
    if !missing.is_empty() {
        cx.report(place, format!("{} says nothing about `{}`", object.title(), missing.join("`, `")))
            .help("set it as well, so that nothing is left without a bound")
            .stands_for([peer]);
    }
}
