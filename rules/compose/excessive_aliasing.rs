use rustc_hash::FxHashMap;

use crate::model::compose::ComposeFile;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::ComposeFile(check);

/// From how many values on Compose refuses a file that has aliases (go-yaml, `decode.go`).
const MOST: u64 = 4_000_000;

/// How deep the values are followed; what is deeper counts as one.
const DEPTH: usize = 64;

fn check(file: ComposeFile<'_>, cx: &mut Cx<'_>) {
    let mut sizes = FxHashMap::default();
    for entry in file.root.own_entries() {
        if size(entry.value, DEPTH, &mut sizes) > MOST {
            cx.report(entry.key, format!("the aliases below `{}` stand for more than {MOST} values", entry.key.text()))
                .help("repeat less: name what is shared once, with a merge key");
            return;
        }
    }
}

/// How many values a node stands for.
fn size(node: Node<'_>, depth: usize, sizes: &mut FxHashMap<u32, u64>) -> u64 {
    if node.is_scalar() || depth == 0 {
        return 1;
    }
    if let Some(size) = sizes.get(&node.index()) {
        return *size;
    }
    let values: Vec<Node<'_>> = node.own_entries().map(|entry| entry.value).chain(node.items()).collect();
    let total = values.into_iter().fold(1, |total: u64, value| total.saturating_add(size(value, depth - 1, sizes)));
    sizes.insert(node.index(), total);
    total
}
