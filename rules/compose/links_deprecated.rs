use crate::fix::{Edit, Safety, yaml};
use crate::model::compose::Service;
use crate::rule::{Check, Cx};
use crate::tree::Entry;

pub const CHECK: Check = Check::Service(check);

/// What is left from a time before networks and volumes, and what there is instead.
const KEYS: [(&str, &str); 3] = [
    ("links", "remove it: services reach each other by name; `depends_on` sets the order, `networks` other names"),
    ("external_links", "join the network of the other project"),
    ("volumes_from", "mount the same named volume in both services"),
];

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    for (key, help) in KEYS {
        if let Some(entry) = service.layers.nodes().iter().find_map(|layer| layer.entry(key)) {
            let fix = if key == "links" { replaced(service, entry) } else { None };
            cx.report(entry.key, format!("service `{}` uses the old `{key}`", service.name())).help(help).fix(
                "wait for the services instead",
                Safety::Unsafe,
                fix,
            );
        }
    }
}

/// Keeps the order that links without other names bring: by `depends_on`, unless that has them all.
fn replaced(service: &Service<'_>, links: Entry<'_>) -> Option<Edit> {
    let is_plain = |name: &str| !name.contains([':', '$']);
    if links.value.items().len() == 0 || !links.value.items().all(|item| item.as_str().is_some_and(is_plain)) {
        return None;
    }
    if service.absent(&["depends_on"]) {
        return yaml::rename_key(links, "depends_on");
    }
    let waited: Vec<&str> = service.dependencies().iter().map(|dependency| dependency.service.text()).collect();
    links.value.items().all(|item| waited.contains(&item.text())).then(|| yaml::remove(links)).flatten()
}
