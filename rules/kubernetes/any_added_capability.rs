use super::dangerous_capability::{DANGEROUS, peers};
use crate::model::kubernetes::Container;
use crate::model::kubernetes::pod_security::BASELINE_CAPABILITIES;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Container(check);

/// What has a few by name in view, whatever else a container has.
const OTHERS: [&str; 2] = ["polaris:dangerousCapabilities", "kubesec:CapSysAdmin"];
/// What has nothing against `NET_BIND_SERVICE`.
const BUT_FOR_PORTS: [&str; 2] = ["trivy:KSV-0106", "kics:k8s/containers_with_added_capabilities"];

fn check(container: Container<'_>, cx: &mut Cx<'_>) {
    if container.pod().is_windows() {
        return;
    }
    for (place, name) in container.added_capabilities() {
        let is_dangerous = DANGEROUS.iter().any(|(dangerous, _)| name.eq_ignore_ascii_case(dangerous));
        let is_usual = BASELINE_CAPABILITIES.contains(&name) && !is_dangerous;
        if is_usual || container.is_privileged() {
            let is_for_ports = name == "NET_BIND_SERVICE";
            let checks = peers(name).into_iter().filter(|it| !OTHERS.contains(it));
            let checks = checks.filter(|it| !is_for_ports || !BUT_FOR_PORTS.contains(it));
            cx.report(place, format!("container `{}` adds `{}`", container.name(), place.text()))
                .help("leave it out if nothing needs it")
                .stands_for(checks);
        }
    }
}
