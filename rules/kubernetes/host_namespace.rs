use crate::diagnostic::Severity;
use crate::fix::{self, Safety};
use crate::model::kubernetes::PodSpec;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::PodSpec(check);

/// The fields, what the pod shares by each, and what stands for it elsewhere.
const FIELDS: [(&str, &str, [&str; 6]); 3] = [
    (
        "hostNetwork",
        "the network",
        [
            "kube-linter:host-network",
            "polaris:hostNetworkSet",
            "kubesec:HostNetwork",
            "trivy:KSV-0009",
            "checkov:CKV_K8S_19",
            "kics:k8s/shared_host_network_namespace",
        ],
    ),
    (
        "hostPID",
        "the processes",
        [
            "kube-linter:host-pid",
            "polaris:hostPIDSet",
            "kubesec:HostPID",
            "trivy:KSV-0010",
            "checkov:CKV_K8S_17",
            "kics:k8s/shared_host_pid_namespace",
        ],
    ),
    (
        "hostIPC",
        "the shared memory",
        [
            "kube-linter:host-ipc",
            "polaris:hostIPCSet",
            "kubesec:HostIPC",
            "trivy:KSV-0008",
            "checkov:CKV_K8S_18",
            "kics:k8s/shared_host_ipc_namespace",
        ],
    ),
];

fn check(pod: PodSpec<'_>, cx: &mut Cx<'_>) {
    let is_agent = pod.is_node_agent();
    for (field, what, ids) in FIELDS {
        if !cx.has("fields", field) {
            continue;
        }
        let Some(set) = pod.spec().get(field).filter(|set| set.as_bool() == Some(true)) else { continue };
        let reported = cx
            .report(set, format!("{} uses {what} of its node (`{field}: true`)", pod.object().title()))
            .help(format!("drop `{field}`, unless it looks after the node itself"))
            .fix(format!("set `{field}` to `false`"), Safety::Unsafe, fix::yaml::set(set, "false"))
            .stands_for(ids);
        if is_agent {
            reported.severity(Severity::Info);
        }
    }
}
