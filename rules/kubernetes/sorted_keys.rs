use crate::fix::{Safety, yaml};
use crate::model::kubernetes::Object;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    object.node().written().filter(|node| node.is_map()).for_each(|map| look(map, object, cx));
}

fn look(map: Node<'_>, object: Object<'_>, cx: &mut Cx<'_>) {
    let keys: Vec<Node<'_>> = map.own_entries().map(|entry| entry.key).collect();
    let Some(pair) = keys.windows(2).find(|pair| pair[0].text() > pair[1].text()) else { return };
    let mut order: Vec<usize> = (0..keys.len()).collect();
    order.sort_by_key(|at| keys[*at].text());
    cx.report(pair[1], format!("`{}` of {} stands behind `{}`", pair[1].text(), object.title(), pair[0].text()))
        .help("put the keys into the order of the alphabet")
        .fix("sort the keys", Safety::Safe, yaml::reorder(map, &order));
}
