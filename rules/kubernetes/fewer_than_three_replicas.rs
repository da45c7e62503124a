use crate::model::kubernetes::Object;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let is_scaled = object.is("apps", "Deployment") || object.is("apps.openshift.io", "DeploymentConfig");
    let manifests = &cx.project.manifests;
    let file = object.node().span().file;
    if !is_scaled || manifests.is_patch(file) || object.replicas().is_none_or(|count| count >= 3) {
        return;
    }
    if manifests.autoscalers_of(object).is_empty() {
        let replicas = object.node().at(&["spec", "replicas"]).filter(|it| !it.is_null());
        cx.report(replicas.unwrap_or(object.place()), format!("{} has fewer than three replicas", object.title()))
            .help("set `replicas` to 3 or more: while one of two is replaced by an update, the other must not fail");
    }
}
