use crate::fix::{Safety, yaml};
use crate::model::kubernetes::Object;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

/// Reports an object once for all that one fix sorts, and once for what has to be sorted by hand, as it has comments or aliases.
fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let slips = object.node().written().filter(|node| node.is_map()).filter_map(|map| Some((map, slip(map)?)));
    let (mended, left): (Vec<_>, Vec<_>) = slips.partition(|(map, _)| yaml::can_sort(*map));
    for (slips, edits) in [(mended, yaml::sort_keys(object.node())), (left, None)] {
        let Some((_, [first, second])) = slips.into_iter().min_by_key(|(_, [_, second])| second.span().start) else {
            continue;
        };
        cx.report(second, format!("`{}` of {} stands behind `{}`", second.text(), object.title(), first.text()))
            .help("put the keys into the order of the alphabet, at all levels")
            .fix("sort the keys", Safety::Safe, edits);
    }
}

/// The first two keys of a map that are not in order.
fn slip(map: Node<'_>) -> Option<[Node<'_>; 2]> {
    let keys: Vec<Node<'_>> = map.own_entries().map(|entry| entry.key).collect();
    keys.windows(2).find(|pair| pair[0].text() > pair[1].text()).map(|pair| [pair[0], pair[1]])
}
