use crate::model::compose::Service;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Service(check);

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    let options = service.items(&["security_opt"]);
    let is_on = |node: &Node<'_>| {
        node.as_str().is_none_or(|option| {
            matches!(option.replace('=', ":").as_str(), "no-new-privileges" | "no-new-privileges:true")
        })
    };
    if options.iter().any(is_on) || options.is_empty() && !service.absent(&["security_opt"]) {
        return;
    }
    let entry = service.layers.nodes().iter().find_map(|layer| layer.entry("security_opt"));
    let place = entry.map_or(service.key, |entry| entry.key);
    cx.report(place, format!("service `{}` may gain new privileges", service.name()))
        .help("add `no-new-privileges:true` to `security_opt`");
}
