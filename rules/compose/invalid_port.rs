use crate::model::compose::Service;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Service(check);

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    for fault in service.ports().filter_map(Result::err) {
        cx.report(fault.place, format!("service `{}`: `{}` {}", service.name(), fault.part, fault.reason))
            .help("write `[[address:]host port:]container port[/protocol]`");
    }
}
