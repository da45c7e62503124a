use crate::model::kubernetes::{Container, ContainerRole, amount};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Container(check);

/// The resource that does not count for the class of a pod.
const STORAGE: &str = "ephemeral-storage";

const HELP: &str = "make both the same: only then the pod is of the class `Guaranteed`, the last to be evicted";

/// The resources of which both are said, and what asks elsewhere that they be the same.
const PEERS: [(&str, &[&str]); 3] = [
    (
        "cpu",
        &[
            "kube-score:container-cpu-requests-equal-limits",
            "kube-score:container-resource-requests-equal-limits",
            "kics:k8s/container_cpu_requests_not_equal_to_its_limits",
            "kics:k8s/container_requests_not_equal_to_its_limits",
        ],
    ),
    (
        "memory",
        &[
            "kube-score:container-memory-requests-equal-limits",
            "kube-score:container-resource-requests-equal-limits",
            "kics:k8s/container_memory_requests_not_equal_to_its_limits",
            "kics:k8s/container_requests_not_equal_to_its_limits",
        ],
    ),
    (STORAGE, &["kube-score:container-ephemeral-storage-request-equals-limit"]),
];

fn check(container: Container<'_>, cx: &mut Cx<'_>) {
    // Init containers count for the class as well.
    if container.role() == ContainerRole::Ephemeral {
        return;
    }
    for (resource, peers) in PEERS {
        let Some(request) = container.request(resource) else {
            if container.lacks_request(resource) && container.lacks_limit(resource) && resource != STORAGE {
                let name = container.name();
                cx.report(
                    container.gap(&["resources", "limits"]),
                    format!("container `{name}` says nothing of {resource}"),
                )
                .stands_for(peers.iter().copied().filter(|peer| peer.starts_with("kics:")))
                .help(HELP);
            }
            continue;
        };
        let (may_use, limit) = match container.limit(resource) {
            Some(limit) => {
                let amounts = request.as_text().and_then(amount).zip(limit.as_text().and_then(amount));
                if amounts.is_none_or(|(requested, most)| requested >= most) {
                    continue;
                }
                (limit.text(), limit)
            }
            None if container.lacks_limit(resource) => ("all that is there", request),
            None => continue,
        };
        let message =
            format!("container `{}` requests {} of {resource} but may use {may_use}", container.name(), request.text());
        cx.report(request, message)
            .stands_for(peers.iter().copied())
            .help(HELP)
            .label(limit.span(), if limit == request { "without a limit" } else { "the limit" });
    }
}
