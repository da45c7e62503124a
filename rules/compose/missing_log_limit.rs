use crate::model::compose::Service;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Service(check);

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    let driver = service.at(&["logging", "driver"]);
    // The other drivers hand the log on, or limit it by themselves.
    let is_json = service.absent(&["logging", "driver"]) || driver.and_then(Node::as_str) == Some("json-file");
    if !is_json || !service.absent(&["logging", "options", "max-size"]) {
        return;
    }
    let entry = service.layers.nodes().iter().find_map(|layer| layer.entry("logging"));
    cx.report(
        entry.map_or(service.key, |entry| entry.key),
        format!("service `{}` has no limit for its log", service.name()),
    )
    .help("set `logging` with the driver `local`, or with `max-size` and `max-file`");
}
