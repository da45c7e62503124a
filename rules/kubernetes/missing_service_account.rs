use super::missing_reference;
use crate::model::kubernetes::{PodSpec, Reference};
use crate::project::manifests::Wanted;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::PodSpec(check);

/// Accounts that Kubernetes and `OpenShift` make in each namespace.
const MADE: [&str; 4] = ["default", "builder", "deployer", "pipeline"];

fn check(pod: PodSpec<'_>, cx: &mut Cx<'_>) {
    missing_reference::check(pod, cx, "ServiceAccount", |reference| reference.kind == "ServiceAccount");
    let named = Reference::all(pod).into_iter().find(|reference| reference.kind == "ServiceAccount");
    let Some((node, name)) = named.and_then(|reference| Some((reference.name, reference.name.as_text()?))) else {
        return;
    };
    let manifests = &cx.project.manifests;
    let wanted = Wanted { asker: pod.object(), kind: "ServiceAccount", name, namespace: None };
    let Some(missing) = manifests.missing(wanted).filter(|missing| missing.near.is_none()) else { return };
    // Where accounts are applied with the workloads, its own would be among them.
    if missing.has_others && !MADE.contains(&name) && manifests.is_closed(node.span().file, name) {
        let title = pod.object().title();
        cx.report(node, format!("{title} names the ServiceAccount `{name}`, which is nowhere in this repository"))
            .help("add the account, or name one that is there: without it no pod is created");
    }
}
