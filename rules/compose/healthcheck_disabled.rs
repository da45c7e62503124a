use crate::model::compose::{Health, Service};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Service(check);

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    if let Health::Disabled(node) = service.health() {
        cx.report(node, format!("the health check of `{}` is switched off", service.name()))
            .help("write one that works");
    }
}
