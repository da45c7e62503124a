use crate::fix::yaml::{self, Value};
use crate::fix::{Edit, Safety};
use crate::model::kubernetes::{HostPath, PodSpec};
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::PodSpec(check);

fn check(pod: PodSpec<'_>, cx: &mut Cx<'_>) {
    for volume in pod.host_paths() {
        if volume.mounts > 0 && !volume.is_read_only {
            cx.report(volume.place, format!("{} may write to `{}` of its node", pod.object().title(), volume.path()))
                .help("mount it with `readOnly: true`")
                .fix("mount it to be read only", Safety::Unsafe, only_read(pod, volume));
        }
    }
}

/// Says so at every mount of the volume.
fn only_read(pod: PodSpec<'_>, volume: HostPath<'_>) -> Option<Vec<Edit>> {
    let containers = pod.containers();
    let mounts = containers.iter().flat_map(|it| it.mounts());
    let own = mounts.filter(|mount| mount.get("name").and_then(Node::as_text) == Some(volume.name));
    let edits = own.map(|mount| match mount.get("readOnly") {
        Some(set) => yaml::set(set, "true"),
        None => yaml::insert(mount, "readOnly", &Value::scalar("true")),
    });
    edits.collect()
}
