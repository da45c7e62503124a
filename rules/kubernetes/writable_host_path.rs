use crate::model::kubernetes::PodSpec;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::PodSpec(check);

fn check(pod: PodSpec<'_>, cx: &mut Cx<'_>) {
    for volume in pod.host_paths() {
        if volume.mounts > 0 && !volume.is_read_only {
            cx.report(volume.place, format!("{} may write to `{}` of its node", pod.object().title(), volume.path()))
                .help("mount it with `readOnly: true`");
        }
    }
}
