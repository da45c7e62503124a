use crate::fix::{Safety, yaml};
use crate::model::kubernetes::Object;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let is_unsorted = |map: &Node<'_>| keys(*map).windows(2).any(|pair| pair[0].text() > pair[1].text());
    let mut unsorted: Vec<Node<'_>> =
        object.node().written().filter(|node| node.is_map()).filter(is_unsorted).collect();
    unsorted.sort_by_key(|map| keys(*map).first().map_or(0, |key| key.span().start));
    let Some(first) = unsorted.first().map(|map| keys(*map)) else { return };
    let Some(pair) = first.windows(2).find(|pair| pair[0].text() > pair[1].text()) else { return };
    let orders = unsorted.iter().map(|map| {
        let keys = keys(*map);
        let mut order: Vec<usize> = (0..keys.len()).collect();
        order.sort_by_key(|at| keys[*at].text());
        (*map, order)
    });
    let others = match unsorted.len() - 1 {
        0 => String::new(),
        1 => ", and those of 1 more map".to_owned(),
        more => format!(", and those of {more} more maps"),
    };
    cx.report(pair[1], format!("`{}` of {} stands behind `{}`", pair[1].text(), object.title(), pair[0].text()))
        .help(format!("put these keys into the order of the alphabet{others}"))
        .fix("sort the keys", Safety::Safe, yaml::reorder_all(&orders.collect::<Vec<_>>()));
}

/// The keys of a map as they stand.
fn keys(map: Node<'_>) -> Vec<Node<'_>> {
    map.own_entries().map(|entry| entry.key).collect()
}
