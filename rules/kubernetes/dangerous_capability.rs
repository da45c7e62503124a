use crate::diagnostic::Severity;
use crate::fix::{self, Safety};
use crate::model::kubernetes::Container;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Container(check);

/// Capabilities (capabilities(7)) that are as good as root on the node, and what each is enough for.
pub const DANGEROUS: [(&str, &str); 10] = [
    ("ALL", "everything that root may do"),
    ("SYS_ADMIN", "mounting file systems and most other ways out of a container"),
    ("SYS_MODULE", "loading code into the kernel"),
    ("SYS_PTRACE", "reading and changing other processes"),
    ("SYS_RAWIO", "reading and writing the memory of the node"),
    ("SYS_BOOT", "restarting the node"),
    ("DAC_READ_SEARCH", "reading every file of the node"),
    ("BPF", "loading programs into the kernel"),
    ("NET_ADMIN", "changing the network of the pod"),
    ("NET_RAW", "sending packets in the name of others"),
];

fn check(container: Container<'_>, cx: &mut Cx<'_>) {
    if container.pod().is_windows() || container.is_privileged() {
        return;
    }
    let is_agent = container.pod().is_node_agent();
    for (place, name) in container.added_capabilities() {
        let Some((_, what)) = DANGEROUS.iter().find(|(dangerous, _)| name.eq_ignore_ascii_case(dangerous)) else {
            continue;
        };
        // Without a network of its own, the pod has that of the node.
        let what = match name {
            "NET_ADMIN" if container.pod().is_on_host_network() => "changing the network of the node",
            _ => what,
        };
        let severity = match name {
            "NET_RAW" => Severity::Info,
            "NET_ADMIN" if is_agent => Severity::Info,
            // Within a pod, debuggers ask for it; only with the processes of the node does it reach further.
            "NET_ADMIN" => Severity::Warning,
            "SYS_PTRACE" if !shares_processes(container) => Severity::Warning,
            _ if is_agent => Severity::Warning,
            _ => Severity::Error,
        };
        let message = format!("container `{}` gets `{}`, enough for {what}", container.name(), place.text());
        cx.report(place, message)
            .severity(severity)
            .help(format!("drop it, or give it to a container of its own{}", spelling(place.text())))
            .fix(format!("drop `{}`", place.text()), Safety::Unsafe, fix::yaml::remove_item(place))
            .stands_for(peers(name));
    }
}

/// What there is to say of how a capability is written. containerd puts `CAP_` before each name itself, so that it then means nothing.
pub fn spelling(name: &str) -> &'static str {
    if name.starts_with("CAP_") { "; if it stays, write it without `CAP_`, which only some runtimes take" } else { "" }
}

fn shares_processes(container: Container<'_>) -> bool {
    container.pod().spec().get("hostPID").is_some_and(|it| it.as_bool() != Some(false))
}

/// What stands for a capability elsewhere.
pub fn peers(name: &str) -> Vec<&'static str> {
    let own: &[&'static str] = match name {
        "ALL" | "all" => &["polaris:dangerousCapabilities", "checkov:CKV_K8S_39"],
        "SYS_ADMIN" => &[
            "polaris:dangerousCapabilities",
            "kubesec:CapSysAdmin",
            "trivy:KSV-0005",
            "checkov:CKV_K8S_39",
            "kics:k8s/containers_with_sys_admin_capabilities",
        ],
        "NET_ADMIN" => &["polaris:dangerousCapabilities"],
        "NET_RAW" => &["trivy:KSV-0119"],
        "SYS_MODULE" => &["trivy:KSV-0120"],
        _ => &[],
    };
    let all = ["trivy:KSV-0022", "trivy:KSV-0106", "checkov:CKV_K8S_25", "kics:k8s/containers_with_added_capabilities"];
    own.iter().copied().chain(all).collect()
}
