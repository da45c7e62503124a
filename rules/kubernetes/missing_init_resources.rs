use super::missing_resources::{CPU_REQUEST, MEMORY_LIMIT, MEMORY_REQUEST};
use crate::model::kubernetes::{Container, ContainerRole};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Container(check);

/// What asks elsewhere for a limit of CPU.
const CPU_LIMIT: [&str; 4] =
    ["polaris:cpuLimitsMissing", "trivy:KSV-0011", "checkov:CKV_K8S_11", "kics:k8s/cpu_limits_not_set"];

fn check(container: Container<'_>, cx: &mut Cx<'_>) {
    let pod = container.pod();
    if container.role() != ContainerRole::Init || cx.project.manifests.has_limit_range(pod.object()) {
        return;
    }
    let lacks: [(bool, &str, &[&'static str]); 4] = [
        (container.lacks_request("cpu"), "CPU request", &CPU_REQUEST),
        (container.lacks_request("memory"), "memory request", &MEMORY_REQUEST),
        (container.lacks_limit("cpu"), "CPU limit", &CPU_LIMIT),
        (container.lacks_limit("memory"), "memory limit", &MEMORY_LIMIT),
    ];
    let missing: Vec<&str> = lacks.iter().filter(|(lacks, ..)| *lacks).map(|(_, what, _)| *what).collect();
    if missing.is_empty() {
        return;
    }
    let message =
        format!("init container `{}` of {} has no {}", container.name(), pod.object().title(), missing.join(", no "));
    cx.report(container.gap(&["resources"]), message)
        .stands_for(lacks.iter().filter(|(lacks, ..)| *lacks).flat_map(|(.., checks)| checks.iter().copied()))
        .help("set `resources`: the pod asks for the most that any of its init containers needs");
}
