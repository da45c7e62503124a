use super::dangerous_capability::{DANGEROUS, peers};
use crate::model::kubernetes::Container;
use crate::model::kubernetes::pod_security::BASELINE_CAPABILITIES;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Container(check);

/// What asks for more of a container that it drops all others, which has a rule of its own.
const OF_DROPPING: &str = "trivy:KSV-0106";
/// What asks for `ALL` and two others alone not to be added, whatever else a container has.
const OF_POLARIS: &str = "polaris:dangerousCapabilities";
const OF_KUBESEC: &str = "kubesec:CapSysAdmin";

fn check(container: Container<'_>, cx: &mut Cx<'_>) {
    if container.pod().is_windows() {
        return;
    }
    for (place, name) in container.added_capabilities() {
        let is_dangerous = DANGEROUS.iter().any(|(dangerous, _)| name.eq_ignore_ascii_case(dangerous));
        let is_usual = BASELINE_CAPABILITIES.contains(&name) && !is_dangerous;
        if is_usual || container.is_privileged() {
            let checks = peers(name).into_iter().filter(|it| ![OF_DROPPING, OF_POLARIS, OF_KUBESEC].contains(it));
            cx.report(place, format!("container `{}` adds `{}`", container.name(), place.text()))
                .help("leave it out if nothing needs it")
                .stands_for(checks);
        }
    }
}
