use rustc_hash::FxHashSet;

use crate::model::compose::{ResourceKind, Role, Service};
use crate::project::compose::ComposeProject;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::ComposeProject(check);

/// Protocols whose URLs name a host.
const SCHEMES: [&str; 22] = [
    "amqp",
    "amqps",
    "grpc",
    "http",
    "https",
    "kafka",
    "ldap",
    "ldaps",
    "mariadb",
    "memcached",
    "mongodb",
    "mqtt",
    "mysql",
    "nats",
    "postgres",
    "postgresql",
    "redis",
    "rediss",
    "smtp",
    "tcp",
    "ws",
    "wss",
];

fn check(project: &ComposeProject<'_>, cx: &mut Cx<'_>) {
    let has_outer_network =
        || project.resources(ResourceKind::Network).iter().any(|network| network.is_external() != Some(false));
    let is_open = |service: &Service<'_>| service.layers.is_open() || !service.overlays.is_empty();
    // A file that has to be named may be one of several that are taken together.
    let is_whole = matches!(project.base().role, Role::Canonical(_)) && !project.is_fragment;
    if !is_whole || project.includes_unseen || project.services.iter().any(is_open) || has_outer_network() {
        return;
    }
    let mut known: FxHashSet<&str> = project.services.iter().flat_map(names).collect();
    let included = project.included.iter().filter_map(|file| cx.project.compose.of(file.file));
    known.extend(included.flat_map(|other| other.services.iter()).flat_map(names));
    for service in project.services.iter().filter(|service| service.absent(&["network_mode"])) {
        for pair in service.pairs(&["environment"]) {
            let Some(host) = pair.value().and_then(host_of) else { continue };
            if !known.contains(host) {
                let message = format!(
                    "`{}` of service `{}` names the host `{host}`, which is no service of the project",
                    pair.name,
                    service.name()
                );
                cx.report(pair.place, message).help("name a service, an alias of one or a host with its domain");
            }
        }
    }
}

/// The names under which a service is reached, and those that it has for others.
fn names<'t>(service: &Service<'t>) -> Vec<&'t str> {
    let mut found = vec![service.name()];
    let single = ["container_name", "hostname"].into_iter().filter_map(|key| service.at(&[key]));
    found.extend(single.filter_map(Node::as_text));
    for block in service.layers.all(&["networks"]) {
        let aliases = block.entries().filter_map(|entry| entry.value.get("aliases")).flat_map(Node::items);
        found.extend(aliases.map(Node::text));
    }
    let behind = ["links", "external_links"].into_iter().flat_map(|key| service.items(&[key]));
    found.extend(behind.filter_map(|node| node.text().split(':').nth(1)));
    for block in service.layers.all(&["extra_hosts"]) {
        found.extend(block.entries().map(|entry| entry.key.text()));
        found.extend(block.items().filter_map(|item| item.text().split([':', '=']).next()));
    }
    found
}

/// The host of a URL, if it is a single word other than `localhost`.
fn host_of(value: &str) -> Option<&str> {
    let (scheme, rest) = value.split_once("://")?;
    let scheme = scheme.rsplit([':', '+']).find(|word| SCHEMES.contains(word));
    let authority = rest.split(['/', '?', '#', ',']).next().filter(|_| scheme.is_some())?;
    let host = authority.rsplit('@').next()?.split(':').next()?;
    let is_word = host.starts_with(|c: char| c.is_ascii_alphabetic())
        && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    (is_word && !host.eq_ignore_ascii_case("localhost")).then_some(host)
}
