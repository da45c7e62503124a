use crate::fix::{Edit, Safety};
use crate::model::compose::{Given, Port, Service};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Service(check);

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    for entry in service.layers.nodes().iter().filter_map(|layer| layer.entry("ports")) {
        let ports = entry.value.items().filter_map(Port::of).filter_map(Result::ok);
        let public: Vec<Port<'_>> = ports.filter(|port| port.host_ip == Given::Absent).collect();
        if public.is_empty() {
            continue;
        }
        let is_mapping =
            |port: &&Port<'_>| port.published != Given::Absent && !port.node.is_map() && !port.node.is_shared();
        let edits: Vec<Edit> =
            public.iter().filter(is_mapping).map(|port| Edit::replace(port.node.span_of(0..0), "127.0.0.1:")).collect();
        let mut reported = cx
            .report(entry.key, format!("service `{}` publishes ports on all interfaces", service.name()))
            .help("put an address before them, such as `127.0.0.1:`");
        for port in &public {
            reported = reported.label(port.node.span(), "without an address");
        }
        // A fix has to leave nothing of what it mends.
        if edits.len() == public.len() {
            reported.fix("publish them for this machine only", Safety::Unsafe, edits);
        }
    }
}
