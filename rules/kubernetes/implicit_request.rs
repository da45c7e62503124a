use crate::model::kubernetes::{Container, ContainerRole};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Container(check);

/// What is requested, and the checks of other tools that ask for each.
const RESOURCES: [(&str, &[&str]); 3] = [
    (
        "cpu",
        &[
            "kube-linter:unset-cpu-requirements",
            "kube-score:container-resources",
            "polaris:cpuRequestsMissing",
            "trivy:KSV-0015",
            "checkov:CKV_K8S_10",
            "kics:k8s/cpu_requests_not_set",
        ],
    ),
    (
        "memory",
        &[
            "kube-linter:unset-memory-requirements",
            "kube-score:container-resources",
            "polaris:memoryRequestsMissing",
            "trivy:KSV-0016",
            "checkov:CKV_K8S_12",
            "kics:k8s/memory_requests_not_defined",
        ],
    ),
    ("ephemeral-storage", &["kube-score:container-ephemeral-storage-request-and-limit"]),
];

fn check(container: Container<'_>, cx: &mut Cx<'_>) {
    if !matches!(container.role(), ContainerRole::Main | ContainerRole::Sidecar) {
        return;
    }
    let lacks = |resource: &str| {
        let path = ["resources", "requests", resource];
        container.node().absent(&path) && container.pod().spec().absent(&path)
    };
    let is_implicit = |(resource, _): &(&str, &[&str])| lacks(resource) && container.limit(resource).is_some();
    let implicit: Vec<(&str, &[&str])> = RESOURCES.into_iter().filter(is_implicit).collect();
    let amounts = implicit
        .iter()
        .filter_map(|(resource, _)| Some(format!("{} of {resource}", container.limit(resource)?.text())));
    let amounts = amounts.collect::<Vec<_>>().join(" and ");
    if !amounts.is_empty() {
        cx.report(
            container.gap(&["resources", "requests"]),
            format!("container `{}` requests {amounts}, since only limits are written", container.name()),
        )
        .help("write `resources.requests` too: a limit without one is the request as well")
        .stands_for(implicit.iter().flat_map(|(_, peers)| peers.iter().copied()));
    }
}
