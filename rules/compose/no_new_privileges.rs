use crate::fix::{Safety, yaml};
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
    let off = options.iter().find(|node| node.as_str().is_some_and(|option| option.starts_with("no-new-privileges")));
    let option = yaml::Value::text("no-new-privileges:true");
    let own = service.file.service(service.name());
    let fix = match (off, entry) {
        (Some(off), _) => yaml::set(*off, "no-new-privileges:true"),
        (None, Some(entry)) => yaml::append(entry.value, &option),
        (None, None) => own.and_then(|map| yaml::insert(map, "security_opt", &yaml::Value::Seq(vec![option]))),
    };
    cx.report(place, format!("service `{}` may gain new privileges", service.name()))
        .help("add `no-new-privileges:true` to `security_opt`")
        .fix("add `no-new-privileges:true`", Safety::Unsafe, fix);
}
