use crate::model::kubernetes::Container;
use crate::model::kubernetes::volume::leads_out;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Container(check);

fn check(container: Container<'_>, cx: &mut Cx<'_>) {
    let mounts = container.node().get("volumeMounts").into_iter().flat_map(Node::items);
    for mount in mounts.filter(|mount| mount.is_map()) {
        let title =
            format!("the mount of `{}` in container `{}`", mount.get("name").map_or("", Node::text), container.name());
        for field in ["subPath", "subPathExpr"] {
            let path = mount.get(field).filter(|path| path.as_str().is_some_and(leads_out));
            if let Some(path) = path {
                cx.report(path, format!("`{field}: {}` of {title} leads out of the volume", path.text()))
                    .help("write a path within the volume: the API server refuses the object");
            }
        }
        // An expression is not known before the container starts.
        let set = |field: &str| {
            mount
                .entry(field)
                .filter(|entry| entry.value.as_text().map_or(entry.value.text().contains("$("), |it| !it.is_empty()))
        };
        if let Some((path, expression)) = set("subPath").zip(set("subPathExpr")) {
            cx.report(expression.key, format!("{title} has both a `subPath` and a `subPathExpr`"))
                .help("remove one of them: the API server refuses both")
                .label(path.key.span(), "the other one");
        }
        let recursive =
            mount.get("recursiveReadOnly").filter(|it| matches!(it.as_str(), Some("Enabled" | "IfPossible")));
        let is_writable = mount.absent(&["readOnly"]) || mount.get("readOnly").and_then(Node::as_bool) == Some(false);
        if let Some(recursive) = recursive.filter(|_| is_writable) {
            cx.report(
                recursive,
                format!("{title} has `recursiveReadOnly: {}`, but is not read-only", recursive.text()),
            )
            .help("set `readOnly: true`: the API server refuses the object");
        }
        let both_ways = mount.get("mountPropagation").filter(|it| it.as_str() == Some("Bidirectional"));
        if let Some(both_ways) = both_ways.filter(|_| is_unprivileged(container)) {
            cx.report(both_ways, format!("{title} passes mounts on to the node, but the container is not privileged"))
                .help("use `HostToContainer`: the API server gives `Bidirectional` to privileged containers only");
        }
    }
}

fn is_unprivileged(container: Container<'_>) -> bool {
    container.lacks_security("privileged") || container.security("privileged").and_then(Node::as_bool) == Some(false)
}
