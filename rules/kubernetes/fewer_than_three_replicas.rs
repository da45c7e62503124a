use crate::model::kubernetes::Object;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    // The core group is where it is put by mistake (`apiVersion: v1`), which changes nothing of what is meant.
    let is_deployment = object.kind() == "Deployment" && ["apps", "extensions", ""].contains(&object.group());
    let is_scaled = is_deployment || object.is("apps.openshift.io", "DeploymentConfig");
    let manifests = &cx.project.manifests;
    let file = object.node().span().file;
    if !is_scaled || manifests.is_patch(file) {
        return;
    }
    let Some(count) = object.replicas().filter(|count| *count < 3) else { return };
    if manifests.autoscalers_of(object).is_empty() {
        let single = (count < 2).then_some("polaris:deploymentMissingReplicas");
        let replicas = object.node().at(&["spec", "replicas"]).filter(|it| !it.is_null());
        cx.report(replicas.unwrap_or(object.place()), format!("{} has fewer than three replicas", object.title()))
            .help("set `replicas` to 3 or more: while one of two is replaced by an update, the other must not fail")
            .stands_for(["kube-linter:minimum-three-replicas"].into_iter().chain(single));
    }
}
