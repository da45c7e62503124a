use crate::model::kubernetes::Container;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Container(check);

fn check(container: Container<'_>, cx: &mut Cx<'_>) {
    let probes = container.probes();
    let Some(probe) = probes.iter().find(|probe| probe.name == "livenessProbe") else { return };
    let Some(place) = probe.node.get("failureThreshold").filter(|threshold| threshold.as_i64() == Some(1)) else {
        return;
    };
    cx.report(place, format!("container `{}` is killed as soon as its liveness probe fails once", container.name()))
        .help("let it fail three times or so: a single slow answer is no reason for a restart");
}
