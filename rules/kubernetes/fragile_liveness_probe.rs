use crate::diagnostic::Severity;
use crate::fix::Safety;
use crate::fix::yaml::{self, Value};
use crate::model::kubernetes::{Container, Probe};
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Container(check);

/// A container that is killed sooner than this after its start, in seconds, has hardly begun.
const SOON: i64 = 10;

fn check(container: Container<'_>, cx: &mut Cx<'_>) {
    let probes = container.probes();
    let Some(probe) = probes.iter().find(|probe| probe.name == "livenessProbe") else { return };
    let name = container.name();
    let threshold = probe.node.get("failureThreshold").filter(|threshold| threshold.as_i64() == Some(1));
    if let Some(place) = threshold {
        cx.report(place, format!("container `{name}` is killed as soon as its liveness probe fails once"))
            .help("let it fail three times or so: a single slow answer is no reason for a restart")
            .fix("let it fail three times", Safety::Unsafe, yaml::set(place, "3"));
    } else if let Some(seconds) = soonest(*probe).filter(|_| container.lacks_probe("startupProbe")) {
        let place = container.node().entry("livenessProbe").map_or(probe.node, |entry| entry.key);
        cx.report(
            place,
            format!("container `{name}` is killed if it is not up within about {seconds} seconds of its start"),
        )
        .help("give it a `startupProbe`: on a busy node it may never get up in time");
    }
    let is_short = probe.node.get("timeoutSeconds").and_then(Node::as_i64) == Some(1);
    if let Some(timeout) =
        probe.node.get("timeoutSeconds").filter(|_| is_short && probe.node.get("exec").is_some_and(Node::is_map))
    {
        cx.report(timeout, format!("the command of the liveness probe of container `{name}` has one second to run"))
            .help("give it five or so: to start a program takes a second by itself where the node is busy")
            .severity(Severity::Info)
            .fix(
                "give it five seconds",
                Safety::Unsafe,
                yaml::put(probe.node, &["timeoutSeconds"], &Value::scalar("5")),
            );
    }
}

/// After how many seconds a container that does not answer is killed for the first time, if that is soon.
fn soonest(probe: Probe<'_>) -> Option<i64> {
    let seconds = probe.patience()?.checked_add(probe.number("initialDelaySeconds")?)?;
    (0..SOON).contains(&seconds).then_some(seconds)
}
