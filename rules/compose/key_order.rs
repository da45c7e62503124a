use crate::fix::{Safety, yaml};
use crate::model::compose::{ComposeFile, alphabet};
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::ComposeFile(check);

/// The order at the top level, behind the keys that begin with `x-`.
const TOP: [&str; 8] = ["version", "name", "include", "services", "networks", "volumes", "secrets", "configs"];

fn check(file: ComposeFile<'_>, cx: &mut Cx<'_>) {
    let top = |key: &str| match TOP.iter().position(|known| *known == key) {
        Some(at) => at + 1,
        None if key.starts_with("x-") => 0,
        None => TOP.len() + 1,
    };
    look(file.root, &top, ("dclint:top-level-properties-order", "the top level"), cx);
    for (key, service) in file.services().filter(|(key, _)| key.via().is_none()) {
        look(service, &alphabet::rank, ("dclint:service-keys-order", &format!("service `{}`", key.text())), cx);
    }
}

fn look(map: Node<'_>, rank: &dyn Fn(&str) -> usize, (check, place): (&'static str, &str), cx: &mut Cx<'_>) {
    let keys: Vec<Node<'_>> = map.own_entries().map(|entry| entry.key).collect();
    let compare = |one: &str, other: &str| rank(one).cmp(&rank(other)).then_with(|| alphabet::compare(one, other));
    let Some(pair) = keys.windows(2).find(|pair| compare(pair[0].text(), pair[1].text()).is_gt()) else { return };
    let mut order: Vec<usize> = (0..keys.len()).collect();
    order.sort_by(|one, other| compare(keys[*one].text(), keys[*other].text()));
    let sorted: Vec<&str> = order.iter().map(|at| keys[*at].text()).collect();
    cx.report(pair[1], format!("`{}` of {place} stands behind `{}`", pair[1].text(), pair[0].text()))
        .stands_for([check])
        .help(format!("the order is `{}`", sorted.join("`, `")))
        .fix("sort the keys", Safety::Safe, yaml::reorder(map, &order));
}
