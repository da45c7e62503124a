use crate::diagnostic::Severity;
use crate::model::kubernetes::{Container, ContainerRole, Life, Service};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Container(check);

fn check(container: Container<'_>, cx: &mut Cx<'_>) {
    let pod = container.pod();
    let serves = matches!(container.role(), ContainerRole::Main | ContainerRole::Sidecar)
        && pod.form().life == Life::Long
        && pod.object().group() != "serving.knative.dev" // which probes the port by itself
        && !pod.object().is_hook();
    if !serves || !container.lacks_probe("readinessProbe") {
        return;
    }
    let ports = container.ports();
    let leads_here = |service: &Service<'_>| ports.iter().any(|port| service.leads_to(*port));
    let mut services = cx.project.manifests.services_of(pod);
    services.retain(leads_here);
    // The one that counts most: others have no use for the answer of a probe.
    services.sort_by_key(|service| service.ignores_readiness());
    let Some(service) = services.first() else { return };
    let message = format!(
        "container `{}` gets traffic from {} but has no readiness probe",
        container.name(),
        service.object().title()
    );
    let reported = cx
        .report(container.place(), message)
        .help("add a `readinessProbe` that succeeds once the container can answer requests")
        .label(service.object().place().span(), "sends traffic to it as soon as it has started");
    if service.ignores_readiness() {
        reported.severity(Severity::Info);
    }
}
