use crate::fix::Safety;
use crate::fix::yaml::{self, Value};
use crate::model::kubernetes::PodSpec;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::PodSpec(check);

fn check(pod: PodSpec<'_>, cx: &mut Cx<'_>) {
    for (mount, volume) in pod.writable_host_mounts() {
        let Some(place) = mount.get("readOnly").or_else(|| mount.get("name")) else { continue };
        cx.report(place, format!("{} may write to `{}` of its node", pod.object().title(), volume.path()))
            .label(volume.place.span(), "the folder of the node")
            .help("mount it with `readOnly: true`")
            .fix("mount it to be read only", Safety::Unsafe, yaml::put(mount, &["readOnly"], &Value::scalar("true")));
    }
}
