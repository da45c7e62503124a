use crate::diagnostic::Severity;
use crate::model::kubernetes::PodSpec;
use crate::rule::{Check, Cx};
use crate::source::join_path;
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
            let is_sure = near.is_some() || !(container.node().absent(&["image"]) || may_be_carried(pod, cx));
            let help = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None if is_sure => "add it to `volumes`: the API server refuses the object".into(),
                None => "add it to `volumes`, unless a program or a patch does before it is applied".into(),
            };
            let reported = cx.report(name, message).help(help);
            if !is_sure {
                reported.severity(Severity::Info);
            }
        }
    }
}

/// Whether something may add volumes before the object is applied: a kustomization, or a program in Go, as operators mostly are, that has
/// the manifest within it.
fn may_be_carried(pod: PodSpec<'_>, cx: &Cx<'_>) -> bool {
    let manifests = &cx.project.manifests;
    let file = pod.object().node().span().file;
    let files = cx.project.files();
    let above = std::iter::successors(Some(files.get(file).folder()), |folder| match folder.rsplit_once('/') {
        Some((above, _)) => Some(above),
        None => (!folder.is_empty()).then_some(""),
    });
    let is_of_program = above.into_iter().any(|folder| files.exists(&join_path(folder, "go.mod").unwrap_or_default()));
    let makes_kinds = !manifests.everywhere().of_kind("CustomResourceDefinition").is_empty();
    is_of_program || makes_kinds || !manifests.is_plain(file)
}
