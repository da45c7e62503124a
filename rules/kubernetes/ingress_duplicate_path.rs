use crate::model::kubernetes::{Ingress, Object};
use crate::rule::{Check, Cx};
use crate::tree::Node;
use rustc_hash::FxHashMap;

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let Some(ingress) = Ingress::new(object) else { return };
    let mut seen: FxHashMap<[&str; 3], Node<'_>> = FxHashMap::default();
    for path in ingress.paths() {
        let Some(place) = path.node.get("path").filter(|path| path.as_text().is_some()) else { continue };
        let kind = path.node.get("pathType").map_or(Some(""), Node::as_text);
        let host = path.host.map_or(Some(""), Node::as_text);
        let (Some(kind), Some(host)) = (kind, host) else { continue };
        match seen.get(&[host, place.text(), kind]) {
            Some(first) => {
                let at = if host.is_empty() { String::new() } else { format!(" of `{host}`") };
                cx.report(place, format!("{} has the path `{}`{at} twice", object.title(), place.text()))
                    .help("remove one of them: only one is ever used, and which is up to the controller")
                    .label(first.span(), "first here");
            }
            None => {
                seen.insert([host, place.text(), kind], place);
            }
        }
    }
}
