use crate::model::compose::Service;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Service(check);

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    let faults: Vec<_> = service.ports().collect();
    for port in faults.iter().filter_map(|port| port.as_ref().ok()) {
        if let Some(target) = port.target.as_ref().filter(|target| *target.start() < 1024) {
            cx.report(
                port.node,
                format!("service `{}` listens on port {}, below 1024", service.name(), target.start()),
            )
            .help("let the program listen on a higher port, and run it as a user without rights");
        }
    }
}
