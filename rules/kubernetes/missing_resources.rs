use crate::diagnostic::Severity;
use crate::model::kubernetes::{Container, ContainerRole};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Container(check);

/// The checks of other tools that any finding stands for.
const ANY: [&str; 1] = ["kube-score:container-resources"];

/// Those about a request of CPU.
const CPU_REQUEST: [&str; 6] = [
    "kube-linter:unset-cpu-requirements",
    "polaris:cpuRequestsMissing",
    "kubesec:RequestsCPU",
    "trivy:KSV-0015",
    "checkov:CKV_K8S_10",
    "kics:k8s/cpu_requests_not_set",
];

/// Those about a request of memory.
const MEMORY_REQUEST: [&str; 6] = [
    "kube-linter:unset-memory-requirements",
    "polaris:memoryRequestsMissing",
    "kubesec:RequestsMemory",
    "trivy:KSV-0016",
    "checkov:CKV_K8S_12",
    "kics:k8s/memory_requests_not_defined",
];

/// Those about a limit of memory; one tool has but one check for both.
const MEMORY_LIMIT: [&str; 6] = [
    "kube-linter:unset-memory-requirements",
    "polaris:memoryLimitsMissing",
    "kubesec:LimitsMemory",
    "trivy:KSV-0018",
    "checkov:CKV_K8S_13",
    "kics:k8s/memory_limits_not_defined",
];

fn check(container: Container<'_>, cx: &mut Cx<'_>) {
    let pod = container.pod();
    let is_short = pod.object().is_hook() || !matches!(container.role(), ContainerRole::Main | ContainerRole::Sidecar);
    if is_short || cx.project.manifests.has_limit_range(container.pod().object()) {
        return;
    }
    let lacks = [
        (container.lacks_request("cpu"), "CPU request", CPU_REQUEST),
        (container.lacks_request("memory"), "memory request", MEMORY_REQUEST),
        (container.lacks_limit("memory"), "memory limit", MEMORY_LIMIT),
    ];
    let is_unplanned = lacks[0].0 || lacks[1].0;
    let missing: Vec<&str> = lacks.iter().filter(|(lacks, ..)| *lacks).map(|(_, what, _)| *what).collect();
    let Some((last, others)) = missing.split_last() else { return };
    let what = if others.is_empty() { (*last).to_owned() } else { format!("{} and no {last}", others.join(", no ")) };
    let part = if others.is_empty() { last.rsplit(' ').next().map(|part| format!("{part}s")) } else { None };
    let place = container.gap(&["resources", part.as_deref().unwrap_or_default()]);
    let reported = cx
        .report(place, format!("container `{}` of {} has no {what}", container.name(), pod.object().title()))
        .stands_for(ANY.into_iter().chain(lacks.iter().filter(|(lacks, ..)| *lacks).flat_map(|(.., checks)| *checks)))
        .help("set `resources.requests` to what it usually needs, and a memory limit to what it may need at most");
    // A pod of its own is mostly there for a try.
    let is_minor = pod.object().kind() == "Pod" || container.has_device();
    if !is_unplanned || is_minor {
        reported.severity(Severity::Info);
    }
}
