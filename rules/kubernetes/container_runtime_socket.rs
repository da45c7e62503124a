use super::host_path_volume::outside_kube_system;
use crate::diagnostic::Severity;
use crate::model::kubernetes::{HostPath, PodSpec};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::PodSpec(check);

/// Where container runtimes listen.
const SOCKETS: [&str; 8] = [
    "/run/docker.sock",
    "/run/containerd/containerd.sock",
    "/run/k3s/containerd/containerd.sock",
    "/run/k0s/containerd.sock",
    "/var/snap/microk8s/common/run/containerd.sock",
    "/run/crio/crio.sock",
    "/run/podman/podman.sock",
    "/run/cri-dockerd.sock",
];

/// What stands for such a socket elsewhere, in any namespace.
const ALWAYS: [&str; 8] = [
    "kube-linter:docker-sock",
    "kubesec:DockerSock",
    "trivy:KSV-0006",
    "checkov:CKV_K8S_27",
    "kics:k8s/docker_daemon_socket_is_exposed_to_containers",
    "polaris:hostPathSet",
    "trivy:KSV-0023",
    "kics:k8s/workload_mounting_with_sensitive_os_directory",
];

fn check(pod: PodSpec<'_>, cx: &mut Cx<'_>) {
    for volume in pod.host_paths() {
        let Some(socket) = socket(volume) else { continue };
        let path = volume.path();
        let where_it_is =
            if volume.is_in(socket) { String::new() } else { format!(", where `{}` is", volume.spelled(socket)) };
        let reported = cx
            .report(volume.place, format!("{} takes in `{path}`{where_it_is}", pod.object().title()))
            .stands_for(ALWAYS.into_iter().chain(outside_kube_system(pod.object())))
            .help("whoever writes to this socket is root on the node: build images without it, and ask the API for the rest");
        // It looks after the containers of the node, as agents for logs and metrics do.
        if pod.is_node_agent() {
            reported.severity(Severity::Warning);
        }
    }
}

/// The socket that comes with a volume; not with the root of the node, which is worse for other reasons.
pub fn socket(volume: HostPath<'_>) -> Option<&'static str> {
    SOCKETS
        .into_iter()
        .find(|socket| volume.takes_in(socket))
        .filter(|_| !volume.takes_in("/etc") && !volume.takes_in("/var/lib"))
}
