use super::security_context;
use crate::fix::yaml::Value;
use crate::fix::{Edit, Safety};
use crate::model::kubernetes::{Container, ContainerRole};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Container(check);

/// What asks for all capabilities to be dropped.
const ALL: [&str; 5] = [
    "kubesec:CapDropAll",
    "trivy:KSV-0003",
    "trivy:KSV-0106",
    "checkov:CKV_K8S_37",
    "kics:k8s/no_drop_capabilities_for_containers",
];

/// What asks for `NET_RAW` to be among those that are dropped.
const NET_RAW: [&str; 4] = [
    "kube-linter:drop-net-raw-capability",
    "trivy:KSV-0004",
    "checkov:CKV_K8S_28",
    "kics:k8s/net_raw_capabilities_not_being_dropped",
];

/// The capabilities that container runtimes give where nobody says anything (the defaults of containerd and CRI-O together).
const GIVEN: [&str; 14] = [
    "AUDIT_WRITE",
    "CHOWN",
    "DAC_OVERRIDE",
    "FOWNER",
    "FSETID",
    "KILL",
    "MKNOD",
    "NET_BIND_SERVICE",
    "NET_RAW",
    "SETFCAP",
    "SETGID",
    "SETPCAP",
    "SETUID",
    "SYS_CHROOT",
];

fn check(container: Container<'_>, cx: &mut Cx<'_>) {
    if container.pod().is_windows() || container.role() == ContainerRole::Ephemeral {
        return;
    }
    let dropped = container.dropped_capabilities();
    let drops = |wanted: &str| dropped.iter().any(|(_, name)| name.eq_ignore_ascii_case(wanted));
    if drops("ALL") || !is_whole(container) {
        return;
    }
    let drops_raw = drops("NET_RAW");
    let ids = ALL.into_iter().chain(NET_RAW.into_iter().filter(|_| !drops_raw));
    let ids = ids.chain(Some("kubesec:CapDropAny").filter(|_| dropped.is_empty()));
    let ids = ids.chain(Some("polaris:insecureCapabilities").filter(|_| !GIVEN.iter().all(|name| drops(name))));
    let place = container.gap(&["securityContext", "capabilities", "drop"]);
    cx.report(place, format!("container `{}` keeps capabilities that it may not need", container.name()))
        .help("drop `ALL` and add those that it does need")
        .stands_for(ids)
        .fix("drop all capabilities", Safety::Unsafe, drop_all(container));
}

/// Whether all that it drops can be seen.
fn is_whole(container: Container<'_>) -> bool {
    let path = ["securityContext", "capabilities", "drop"];
    let list = container.node().at(&path);
    container.node().absent(&path)
        || list.is_some_and(|list| list.is_seq() && !list.is_open() && list.items().all(|it| it.as_str().is_some()))
}

/// Where nothing is said about capabilities yet.
fn drop_all(container: Container<'_>) -> Option<Edit> {
    let drop = Value::entry("drop", Value::Seq(vec![Value::scalar("ALL")]));
    security_context::in_container(container, "capabilities", drop)
}
