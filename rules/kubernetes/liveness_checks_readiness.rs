use crate::model::kubernetes::Container;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Container(check);

/// Last parts of paths under which applications say whether they are ready for traffic: by custom, Spring Boot
/// (`/actuator/health/readiness`) and `MicroProfile` Health (`/health/ready`).
const READINESS: [&str; 5] = ["ready", "readyz", "readiness", "ready-check", "isready"];

fn check(container: Container<'_>, cx: &mut Cx<'_>) {
    let probes = container.probes();
    let Some(probe) = probes.iter().find(|probe| probe.name == "livenessProbe") else { return };
    let Some(place) = probe.node.at(&["httpGet", "path"]) else { return };
    let path = place.as_text().unwrap_or_default().split('?').next().unwrap_or_default().trim_end_matches('/');
    let last = path.rsplit('/').next().map(str::to_ascii_lowercase).unwrap_or_default();
    if READINESS.contains(&last.as_str()) {
        let readiness = container.probe("readinessProbe").and_then(|probe| probe.at(&["httpGet", "path"]));
        let reported = cx
            .report(
                place,
                format!(
                    "the liveness probe of container `{}` asks whether it is ready: `{}`",
                    container.name(),
                    place.text()
                ),
            )
            .help("ask a path that says only whether the process still works: what is not ready needs no restart");
        if let Some(readiness) = readiness.filter(|readiness| readiness.as_text().is_some()) {
            reported.label(Node::span(readiness), "what the readiness probe asks");
        }
    }
}
