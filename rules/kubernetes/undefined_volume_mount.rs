use crate::diagnostic::Severity;
use crate::model::kubernetes::PodSpec;
use crate::rule::{Check, Cx};
use crate::spelling::nearest;

pub const CHECK: Check = Check::PodSpec(check);

fn check(pod: PodSpec<'_>, cx: &mut Cx<'_>) {
    let Some(volumes) = pod.volume_names() else { return };
    for container in pod.containers() {
        for mount in container.mounts() {
            let Some(name) = mount.get("name").filter(|name| name.as_text().is_some()) else { continue };
            if volumes.contains(&name.text()) {
                continue;
            }
            let message = format!(
                "container `{}` mounts volume `{}`, which {} does not have",
                container.name(),
                name.text(),
                pod.object().title()
            );
            let near = nearest(name.text(), volumes.iter().copied());
            let help = near.map_or("add it to `volumes`: the API server refuses the object".into(), |near| {
                format!("did you mean `{near}`?")
            });
            let reported = cx.report(name, message).help(help);
            if near.is_none() {
                reported.severity(Severity::Info);
            }
        }
    }
}
