use crate::diagnostic::Severity;
use crate::fix::{Edit, Safety};
use crate::model::compose::{Given, Service};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Service(check);

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    let Some((store, _)) = service.store() else { return };
    for port in service.published().iter().filter(|port| port.is_public() && port.published != Given::Absent) {
        let Some(number) = port.target.as_ref().and_then(|range| store.ports.iter().find(|port| range.contains(port)))
        else {
            continue;
        };
        let is_short = !port.node.is_map() && !port.node.is_shared() && port.host_ip == Given::Absent;
        let edit = is_short.then(|| Edit::replace(port.node.span_of(0..0), "127.0.0.1:"));
        let severity = if service.file.is_for_development() { Severity::Info } else { Severity::Warning };
        let message =
            format!("service `{}` publishes port {number} of `{}` on all interfaces", service.name(), store.name);
        cx.report(port.node, message)
            .severity(severity)
            .help("publish it on `127.0.0.1`, or not at all: services of the project reach it by name")
            .fix("publish it for this machine only", Safety::Unsafe, edit);
    }
}
