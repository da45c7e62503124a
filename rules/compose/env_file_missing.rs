use crate::model::compose::Service;
use crate::rule::{Check, Cx};
use crate::source::join_path;
use crate::tree::Node;

pub const CHECK: Check = Check::Service(check);

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    if service.file.is_for_coolify {
        return;
    }
    for (key, what) in [("env_file", "environment"), ("label_file", "labels")] {
        for item in service.items(&[key]) {
            let node = if item.is_map() { item.get("path") } else { Some(item) };
            let is_required = item.absent(&["required"]) || !item.is_map();
            let Some((node, path)) = node.filter(|_| is_required).and_then(|node| Some((node, resolved(node)?))) else {
                continue;
            };
            // Files of a person's own are called so; nobody commits them.
            let is_own = path.rsplit('/').next().is_some_and(|name| name.contains("local") || name.contains("secret"));
            if cx.project.surely_lacks(&path) && !is_own {
                cx.report(
                    node,
                    format!("service `{}` takes its {what} from `{path}`, which does not exist", service.name()),
                )
                .help("add the file, or set `required: false`");
            }
        }
    }
}

/// A path as written, relative to the root of the repository.
fn resolved(node: Node<'_>) -> Option<String> {
    join_path(node.tree().files().get(node.span().file).folder(), node.as_str()?)
}
