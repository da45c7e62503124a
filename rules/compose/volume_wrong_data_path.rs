use crate::fix::{Edit, Safety, yaml};
use crate::model::compose::{Mount, MountKind, Service, stores};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Service(check);

const OLD: &str = "/var/lib/postgresql/data";
const NEW: &str = "/var/lib/postgresql";

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    let Some((store, image)) = service.store() else { return };
    let is_moved = service.pairs(&["environment"]).iter().any(|pair| pair.name == "PGDATA");
    if is_moved || !service.absent(&["env_file"]) || !service.absent(&["command"]) {
        return;
    }
    let mounts = service.mounts();
    let targets: Vec<&str> =
        mounts.iter().filter_map(|mount| Some(mount.target?.value()?.trim_end_matches('/'))).collect();
    let data = if store.data.is_empty() { "/data" } else { store.data };
    for mount in mounts.iter().filter(|mount| matches!(mount.kind, MountKind::Volume | MountKind::Bind)) {
        let Some(target) = mount.target else { continue };
        let Some(path) = target.value().map(|path| path.trim_end_matches('/')) else { continue };
        let right = match (store.name, stores::major(image)) {
            ("postgres", Some(major)) if major >= 18 && path == OLD => NEW,
            ("postgres", Some(major)) if major < 18 && path == NEW && !targets.contains(&OLD) => OLD,
            _ if store.mistaken.contains(&path) && !targets.contains(&data) => data,
            _ => continue,
        };
        let message = format!(
            "service `{}` mounts a volume at `{path}`, but `{}` keeps its data in `{right}`",
            service.name(),
            image.text()
        );
        cx.report(target.place, message)
            .help(format!("mount it at `{right}`; move the data there first, if there are any"))
            .fix(format!("mount it at `{right}`"), Safety::Unsafe, moved(mount, right));
    }
}

/// Mounts something at another path.
fn moved(mount: &Mount<'_>, path: &str) -> Option<Edit> {
    if mount.node.is_map() {
        return yaml::set(mount.node.get("target")?, path);
    }
    let target =
        mount.target.filter(|target| !mount.node.is_shared() && target.place.span.len() == target.text.len())?;
    Some(Edit::replace(target.place.span, path))
}
