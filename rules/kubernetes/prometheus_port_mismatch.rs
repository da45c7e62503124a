use crate::model::kubernetes::{PodSpec, mesh};
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::PodSpec(check);

fn check(pod: PodSpec<'_>, cx: &mut Cx<'_>) {
    let annotation = |key: &str| pod.template().at(&["metadata", "annotations", key]);
    let scrape = annotation("prometheus.io/scrape").and_then(Node::as_text);
    let Some(place) = annotation("prometheus.io/port").filter(|_| scrape == Some("true")) else { return };
    let Some(port) = place.as_text().filter(|port| port.parse::<u16>().is_ok() && !mesh::PROXY_PORTS.contains(port))
    else {
        return;
    };
    let containers = pod.containers();
    let all_known = !pod.is_partial()
        && containers.iter().all(|it| {
            it.node().absent(&["ports"]) || it.node().get("ports").is_some_and(|list| list.is_seq() && !list.is_open())
        });
    let numbers: Option<Vec<&str>> =
        containers.iter().flat_map(|it| it.ports()).map(|port| port.get("containerPort")?.as_text()).collect();
    let Some(numbers) = numbers.filter(|numbers| all_known && !numbers.is_empty() && !numbers.contains(&port)) else {
        return;
    };
    // A port that the program is told about need not be declared.
    if containers.iter().any(|container| container.is_told(port)) {
        return;
    }
    let message = format!("pods of {} are scraped at port {port}, which no container declares", pod.object().title());
    cx.report(place, message).help(format!("the ports that are declared: {}", numbers.join(", ")));
}
