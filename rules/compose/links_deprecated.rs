use crate::model::compose::Service;
use crate::rule::{Check, Cx};

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
            cx.report(entry.key, format!("service `{}` uses the old `{key}`", service.name())).help(help);
        }
    }
}
