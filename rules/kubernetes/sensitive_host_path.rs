use super::container_runtime_socket::socket;
use super::host_path_volume::outside_kube_system;
use crate::diagnostic::Severity;
use crate::model::kubernetes::{HostPath, PodSpec};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::PodSpec(check);

/// Folders that hold the credentials of the node or make up the node itself: who writes there is root on it.
const KEYS: [&str; 6] = ["/etc", "/root", "/var/lib/kubelet", "/var/lib/etcd", "/var/lib/rancher", "/etc/kubernetes"];

/// Folders of the node's system of which every part matters.
const SYSTEM: [&str; 13] = [
    "/etc",
    "/root",
    "/boot",
    "/proc",
    "/sys",
    "/usr",
    "/bin",
    "/sbin",
    "/lib",
    "/lib64",
    "/var/lib/kubelet",
    "/var/lib/docker",
    "/var/lib/containerd",
];

/// Folders that matter as a whole, while what lies below is a single device, socket or home.
const WHOLE: [&str; 6] = ["/dev", "/run", "/home", "/var/lib/etcd", "/var/lib/rancher", "/var/log"];

/// What every system has, and gives to everyone to read.
const HARMLESS: [&str; 9] = [
    "/etc/localtime",
    "/etc/timezone",
    "/etc/machine-id",
    "/etc/os-release",
    "/etc/ssl/certs",
    "/etc/pki",
    "/etc/ca-certificates",
    "/usr/share",
    "/usr/local/share",
];

/// What stands for such a folder elsewhere, in any namespace.
const ALWAYS: [&str; 5] = [
    "kube-linter:sensitive-host-mounts",
    "trivy:KSV-0121",
    "trivy:KSV-0023",
    "polaris:hostPathSet",
    "kics:k8s/workload_mounting_with_sensitive_os_directory",
];

fn check(pod: PodSpec<'_>, cx: &mut Cx<'_>) {
    for volume in pod.host_paths() {
        if volume.mounts == 0 || !is_sensitive(volume) {
            continue;
        }
        let takes_keys = KEYS.iter().any(|folder| volume.takes_in(folder));
        let severity = match (takes_keys, volume.is_read_only, pod.is_node_agent()) {
            (true, false, false) => Severity::Error,
            (true, false, true) | (true, true, false) | (false, false, false) => Severity::Warning,
            (true, true, true) | (false, ..) => Severity::Info,
        };
        let (may, help) = if volume.is_read_only {
            ("read", "mount only the files that it needs")
        } else {
            ("write to", "mount only the files that it needs, with `readOnly: true`")
        };
        cx.report(volume.place, format!("{} may {may} `{}` of its node", pod.object().title(), volume.path()))
            .severity(severity)
            .stands_for(ALWAYS.into_iter().chain(outside_kube_system(pod.object())))
            .help(help);
    }
}

/// Whether a folder is one of the system, and not one that everyone may read.
pub fn is_sensitive(volume: HostPath<'_>) -> bool {
    let is_harmless = volume.is_read_only && HARMLESS.iter().any(|path| volume.is_in(path));
    let concerns =
        SYSTEM.iter().any(|path| volume.is_in(path)) || WHOLE.iter().chain(&SYSTEM).any(|path| volume.takes_in(path));
    concerns && !is_harmless && socket(volume).is_none()
}
