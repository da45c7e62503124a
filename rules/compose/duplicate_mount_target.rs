use rustc_hash::FxHashMap;

use crate::model::compose::{Mount, Service};
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Service(check);

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    // Within one file; an override replaces what is mounted at the same path.
    for layer in service.layers.nodes() {
        let volumes =
            layer.get("volumes").into_iter().flat_map(Node::items).filter_map(Mount::of).filter_map(Result::ok);
        let tmpfs = layer.get("tmpfs").into_iter();
        let tmpfs = tmpfs.flat_map(|node| if node.is_seq() { node.items().collect() } else { vec![node] });
        let mut seen: FxHashMap<&str, Node<'_>> = FxHashMap::default();
        for mount in volumes.chain(tmpfs.filter_map(Mount::of_tmpfs)) {
            let Some(target) = mount.target.and_then(|target| target.value()) else { continue };
            let target = if target.len() > 1 { target.trim_end_matches('/') } else { target };
            match seen.get(target) {
                Some(first) => {
                    cx.report(mount.node, format!("service `{}` mounts a second thing at `{target}`", service.name()))
                        .label(first.span(), "the first")
                        .help("take one of them out");
                }
                None => {
                    seen.insert(target, mount.node);
                }
            }
        }
    }
}
