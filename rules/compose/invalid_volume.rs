use crate::model::compose::{Mount, MountKind, Service};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Service(check);

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    let name = service.name();
    for node in service.items(&["volumes"]) {
        let mount = match Mount::of(node) {
            Some(Ok(mount)) => mount,
            Some(Err(reason)) => {
                cx.report(node, format!("service `{name}`: the volume `{}` {reason}", node.text()))
                    .help("write `[source:]target[:options]`");
                continue;
            }
            None => continue,
        };
        if mount.kind == MountKind::Bind && node.is_map() && node.lacks("source") {
            cx.report(node, format!("service `{name}` binds nothing to a path of its own")).help("add `source`");
        }
        let Some(target) = mount.target else { continue };
        let Some(path) = target.value().filter(|path| !path.is_empty()) else { continue };
        let is_windows = path.as_bytes().get(1) == Some(&b':') || path.contains('\\');
        if !path.starts_with('/') && !is_windows && mount.kind != MountKind::Anonymous {
            cx.report(
                target.place,
                format!("service `{name}` mounts something at `{path}`, which is no absolute path"),
            )
            .help("begin the path in the container with `/`");
        }
    }
}
