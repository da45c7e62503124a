use crate::fix::{Edit, Safety};
use crate::model::compose::{Given, Service};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Service(check);

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    for port in service.published().iter().filter(|port| port.host_ip == Given::Absent) {
        let is_mapping = port.published != Given::Absent && !port.node.is_map() && !port.node.is_shared();
        let edit = is_mapping.then(|| Edit::replace(port.node.span_of(0..0), "127.0.0.1:"));
        cx.report(port.node, format!("service `{}` publishes a port on all interfaces", service.name()))
            .help("put an address before it, such as `127.0.0.1:`")
            .fix("publish it for this machine only", Safety::Unsafe, edit);
    }
}
