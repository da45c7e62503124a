use crate::model::compose::Service;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Service(check);

/// Variables that put the data elsewhere.
const MOVES: [&str; 3] = ["PGDATA", "RABBITMQ_MNESIA_BASE", "CASSANDRA_DATA_DIR"];

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    let Some((store, image)) = service.store().filter(|(store, _)| !store.data.is_empty()) else { return };
    let file = service.file;
    // A broker's queues and an example's data are often meant to be lost.
    if file.is_for_development() || store.name == "rabbitmq" || !service.overlays.is_empty() || service.layers.is_open()
    {
        return;
    }
    let mounts = service.mounts();
    let is_at = |target: &str| {
        let target = target.trim_end_matches('/');
        store.data.starts_with(target) || target.starts_with(store.data) || store.mistaken.contains(&target)
    };
    let may_be_there = mounts.iter().any(|mount| mount.target.is_none_or(|target| target.value().is_none_or(is_at)));
    let is_unread = service.items(&["volumes"]).len() + service.items(&["tmpfs"]).len() != mounts.len();
    let is_moved = service.pairs(&["environment"]).iter().any(|pair| MOVES.contains(&pair.name));
    let is_elsewhere =
        !service.absent(&["volumes_from"]) || !service.absent(&["command"]) || !service.absent(&["env_file"]);
    if !may_be_there && !is_unread && !is_moved && !is_elsewhere {
        let message = format!("service `{}` runs `{}` without a volume for its data", service.name(), image.text());
        cx.report(service.key, message).help(format!("mount a named volume at `{}`", store.data));
    }
}
