use crate::model::compose::ComposeFile;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::ComposeFile(check);

/// The order of the groups that dclint has, without health checks, which belong to what they check: what runs, how it depends on others, files, environment, network, run, limits.
const ORDER: [&str; 25] = [
    "image",
    "build",
    "container_name",
    "depends_on",
    "volumes",
    "volumes_from",
    "configs",
    "secrets",
    "environment",
    "env_file",
    "ports",
    "networks",
    "network_mode",
    "extra_hosts",
    "command",
    "entrypoint",
    "working_dir",
    "restart",
    "logging",
    "labels",
    "user",
    "isolation",
    "mem_limit",
    "cpus",
    "deploy",
];

/// The order at the top level.
const TOP: [&str; 8] = ["version", "name", "include", "services", "networks", "volumes", "secrets", "configs"];

fn check(file: ComposeFile<'_>, cx: &mut Cx<'_>) {
    look(file.root, &TOP, "the top level", cx);
    for (key, service) in file.services().filter(|(key, _)| key.via().is_none()) {
        look(service, &ORDER, &format!("service `{}`", key.text()), cx);
    }
}

fn look(map: Node<'_>, order: &[&str], place: &str, cx: &mut Cx<'_>) {
    let ranked =
        map.own_entries().filter_map(|entry| Some((order.iter().position(|key| *key == entry.key.text())?, entry.key)));
    let ranked: Vec<(usize, Node<'_>)> = ranked.collect();
    if let Some(pair) = ranked.windows(2).find(|pair| pair[0].0 > pair[1].0) {
        cx.report(pair[1].1, format!("`{}` of {place} stands behind `{}`", pair[1].1.text(), pair[0].1.text()))
            .help(format!("the order is `{}`", order.join("`, `")));
    }
}
