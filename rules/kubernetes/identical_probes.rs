use crate::model::kubernetes::{Container, Probe};
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Container(check);

fn check(container: Container<'_>, cx: &mut Cx<'_>) {
    let probes = container.probes();
    let named = |name: &str| probes.iter().copied().find(|probe| probe.name == name);
    let (Some(liveness), Some(readiness)) = (named("livenessProbe"), named("readinessProbe")) else { return };
    let is_hasty = liveness.patience().zip(readiness.patience()).is_some_and(|(kill, wait)| kill <= wait);
    if !is_hasty || !asks_the_same(liveness, readiness) {
        return;
    }
    let Some(place) = container.node().entry("livenessProbe") else { return };
    let message = format!(
        "the liveness probe of container `{}` asks the same as its readiness probe, and gives up as soon",
        container.name()
    );
    cx.report(place.key, message)
        .help("let the liveness probe ask less or wait longer: a pod that is not ready is to be spared traffic, not killed")
        .label(readiness.node.span(), "asks the same");
}

/// Whether two probes have the same handler with the same values, all of them known.
fn asks_the_same(one: Probe<'_>, other: Probe<'_>) -> bool {
    match (one.handlers().as_slice(), other.handlers().as_slice()) {
        ([(name, left)], [(other, right)]) => name == other && is_same(*left, *right),
        _ => false,
    }
}

fn is_same(left: Node<'_>, right: Node<'_>) -> bool {
    if left.is_map() && right.is_map() {
        let (left, right): (Vec<_>, Vec<_>) = (left.entries().collect(), right.entries().collect());
        let has = |entry: &crate::tree::Entry<'_>| {
            right.iter().any(|other| other.key.text() == entry.key.text() && is_same(entry.value, other.value))
        };
        return left.len() == right.len() && left.iter().all(has);
    }
    if left.is_seq() && right.is_seq() {
        return left.items().len() == right.items().len()
            && left.items().zip(right.items()).all(|(a, b)| is_same(a, b));
    }
    left.as_text().is_some() && left.as_text() == right.as_text()
}
