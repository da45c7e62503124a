use crate::model::compose::Service;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Service(check);

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    if service.file.is_for_coolify {
        return;
    }
    for (key, what) in [("env_file", "environment"), ("label_file", "labels")] {
        for item in service.items(&[key]) {
            let node = if item.is_map() { item.get("path") } else { Some(item) };
            let is_required = !item.is_map()
                || item.absent(&["required"])
                || item.get("required").and_then(Node::as_bool) == Some(true);
            let Some(node) = node.filter(|_| is_required) else { continue };
            let Some(path) = node.by_default().and_then(|path| cx.project.missing(node.span().file, path)) else {
                continue;
            };
            // Files of a person's own are called so; nobody commits them. Portainer makes `stack.env`.
            let is_own = path
                .rsplit('/')
                .next()
                .is_some_and(|name| name.contains("local") || name.contains("secret") || name == "stack.env");
            if !is_own {
                cx.report(
                    node,
                    format!("service `{}` takes its {what} from `{path}`, which does not exist", service.name()),
                )
                .help("add the file, or set `required: false`");
            }
        }
    }
}
