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
const BUILT_IN: [&str; 4] = ["default", "kube-node-lease", "kube-public", "kube-system"];

fn check(project: &Project<'_>, cx: &mut Cx<'_>) {
    let everywhere = project.manifests.everywhere();
    let (quotas, ranges) = (everywhere.of_kind("ResourceQuota"), everywhere.of_kind("LimitRange"));
    let bounded: FxHashSet<&str> =
        quotas.iter().chain(ranges).filter_map(|it| it.namespace_node().and_then(Node::as_text)).collect();
    // One whose namespace the command or a kustomization gives may be of any.
    let is_anywhere = quotas.iter().chain(ranges).any(|it| it.namespace_node().and_then(Node::as_text).is_none());
    for namespace in everywhere.of_kind("Namespace").iter().filter(|it| it.is("", "Namespace") && !is_anywhere) {
        let Some(name) = namespace.name().filter(|name| !BUILT_IN.contains(name) && !bounded.contains(name)) else {
            continue;
        };
        cx.report(namespace.place(), format!("nothing bounds what the namespace `{name}` takes of the cluster"))
            .help("add a ResourceQuota, and a LimitRange for containers that say nothing")
            .stands_for([]);
    }
    ranges.iter().filter(|it| it.is("", "LimitRange")).for_each(|range| limits(*range, cx));
    quotas.iter().filter(|it| it.is("", "ResourceQuota")).for_each(|quota| bounds(*quota, cx));
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
