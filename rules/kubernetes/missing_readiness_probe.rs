use crate::diagnostic::Severity;
use crate::model::kubernetes::{Container, ContainerRole, Life, Service};
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Container(check);

/// Ports that nothing but servers of HTTP use, by number and by name.
const WEB_PORTS: [&str; 10] = ["80", "443", "3000", "5000", "8000", "8080", "8443", "http", "https", "web"];

fn check(container: Container<'_>, cx: &mut Cx<'_>) {
    let help = "add a `readinessProbe` that succeeds once the container can answer requests";
    let name = container.name();
    match traffic(container, cx) {
        Some(Traffic::Service(service)) => {
            let message =
                format!("container `{name}` gets traffic from {} but has no readiness probe", service.object().title());
            let reported = cx
                .report(container.place(), message)
                .help(help)
                .label(service.object().place().span(), "sends traffic to it as soon as it has started");
            if service.ignores_readiness() {
                reported.severity(Severity::Info);
            }
        }
        Some(Traffic::Port(port)) => {
            let message = format!("container `{name}` listens on port {} but has no readiness probe", port.text());
            cx.report(container.place(), message).help(help).severity(Severity::Info);
        }
        None => {}
    }
}

/// What surely sends a container requests.
pub enum Traffic<'p> {
    /// A service that is applied with it.
    Service(Service<'p>),
    /// Something, as it has a port for HTTP.
    Port(Node<'p>),
}

/// Whether a container runs for as long as its pod and has no readiness probe.
pub fn is_unprobed(container: Container<'_>) -> bool {
    let pod = container.pod();
    matches!(container.role(), ContainerRole::Main | ContainerRole::Sidecar)
        && pod.form().life == Life::Long
        && pod.object().group() != "serving.knative.dev" // which probes the port by itself
        && !pod.object().is_hook()
        && container.lacks_probe("readinessProbe")
}

/// What sends requests to a container without a readiness probe.
pub fn traffic<'p>(container: Container<'p>, cx: &Cx<'p>) -> Option<Traffic<'p>> {
    if !is_unprobed(container) {
        return None;
    }
    let pod = container.pod();
    let ports = container.ports();
    let is_alone = !pod.is_partial() && pod.running().count() == 1;
    let leads_here = |service: &Service<'_>| is_alone || ports.iter().any(|port| service.leads_to(*port));
    let mut services = cx.project.manifests.services_of(pod);
    services.retain(leads_here);
    // The one that counts most: others have no use for the answer of a probe.
    services.sort_by_key(|service| service.ignores_readiness());
    let has_service = || cx.project.manifests.has_service(pod);
    match services.first() {
        Some(service) => Some(Traffic::Service(*service)),
        // Nothing waits for a pod without a service and without a rollout.
        None if pod.object().kind() == "Pod" => None,
        None => ports.into_iter().find_map(web_port).filter(|_| !has_service()).map(Traffic::Port),
    }
}

/// The number of a port that is surely one for HTTP.
fn web_port(port: Node<'_>) -> Option<Node<'_>> {
    let number = port.get("containerPort")?;
    let is_web = |node: Node<'_>| node.as_text().is_some_and(|text| WEB_PORTS.contains(&text));
    (is_web(number) || port.get("name").is_some_and(is_web)).then_some(number)
}
