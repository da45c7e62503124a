use crate::fix::{self, Safety};
use crate::model::kubernetes::Object;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Object(check);

/// The kinds that Istio 1.22 and later serve as `v1` (<https://istio.io/latest/blog/2024/v1-apis/>).
const STABLE: [(&str, &[&str]); 3] = [
    (
        "networking.istio.io",
        &["DestinationRule", "Gateway", "ServiceEntry", "Sidecar", "VirtualService", "WorkloadEntry", "WorkloadGroup"],
    ),
    ("security.istio.io", &["AuthorizationPolicy", "PeerAuthentication", "RequestAuthentication"]),
    ("telemetry.istio.io", &["Telemetry"]),
];

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let is_stable = |(group, kinds): &(&str, &[&str])| object.group() == *group && kinds.contains(&object.kind());
    let Some((group, version)) = object.api_version().split_once('/') else { return };
    if version == "v1" || !STABLE.iter().any(is_stable) {
        return;
    }
    let Some(node) = object.node().get("apiVersion") else { return };
    let now = format!("{group}/v1");
    cx.report(node, format!("{} is of `{}`, which is older than `{now}`", object.title(), object.api_version()))
        .help("Istio has served it as `v1` since 1.22")
        .fix("take the stable version", Safety::Unsafe, fix::yaml::set(node, &now));
}
