use rustc_hash::FxHashMap;

use crate::model::kubernetes::{Container, ContainerRole, PodSpec};
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::PodSpec(check);

/// What is taken on the node: protocol, address and port.
type Taken<'t> = (&'t str, &'t str, i64);

fn check(pod: PodSpec<'_>, cx: &mut Cx<'_>) {
    let is_on_node = pod.is_on_host_network();
    let mut seen: FxHashMap<Taken<'_>, (Node<'_>, Container<'_>)> = FxHashMap::default();
    for container in pod.containers().into_iter().filter(|it| it.role() == ContainerRole::Main) {
        for port in container.ports() {
            let Some((taken, place)) = taken(port, is_on_node) else { continue };
            let Some((first, other)) = seen.get(&taken) else {
                seen.insert(taken, (place, container));
                continue;
            };
            let message = if *other == container {
                format!("container `{}` takes port {} of the node twice", container.name(), taken.2)
            } else {
                format!(
                    "containers `{}` and `{}` both take port {} of the node",
                    other.name(),
                    container.name(),
                    taken.2
                )
            };
            cx.report(place, message)
                .help("give each a port of its own: the API server refuses the object")
                .label(first.span(), "it is taken here");
        }
    }
}

/// What an entry of `ports` takes on the node, and the place that says so. With `hostNetwork` the port is that of the container.
fn taken(port: Node<'_>, is_on_node: bool) -> Option<(Taken<'_>, Node<'_>)> {
    let host = port.get("hostPort").filter(|it| !it.is_null() && it.as_i64() != Some(0));
    let place = host.or_else(|| port.get("containerPort").filter(|_| is_on_node && port.absent(&["hostPort"])))?;
    let text = |field: &str, default: &'static str| match port.get(field) {
        Some(value) if !value.is_null() => value.as_text(),
        _ => port.absent(&[field]).then_some(default),
    };
    Some(((text("protocol", "TCP")?, text("hostIP", "")?, place.as_i64()?), place))
}
