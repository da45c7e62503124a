use rustc_hash::FxHashMap;

use crate::model::kubernetes::PodSpec;
use crate::project::Project;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Repository(check);

fn check(project: &Project<'_>, cx: &mut Cx<'_>) {
    let mut seen: FxHashMap<(&str, &str), PodSpec<'_>> = FxHashMap::default();
    for file in project.files().iter().map(|(file, _)| file).filter(|file| !project.manifests.is_patch(*file)) {
        for pod in project.manifests.objects(file).iter().flat_map(|object| object.pods()) {
            let Some(name) = pod.spec().get("serviceAccountName") else { continue };
            let Some(account) = name.as_text().filter(|account| !matches!(*account, "" | "default")) else { continue };
            let namespace = pod.object().namespace_node().map_or("", Node::text);
            let first = *seen.entry((namespace, account)).or_insert(pod);
            let is_other = first.object() != pod.object() && first.object().name() != pod.object().name();
            if is_other && project.manifests.are_together(first.object().node().span().file, file) {
                let (title, other) = (pod.object().title(), first.object().title());
                cx.report(name, format!("{title} runs as the service account `{account}`, as {other} does"))
                    .help("give each an account with the rights that it needs itself")
                    .label(first.object().place().span(), "runs as the same");
            }
        }
    }
}
