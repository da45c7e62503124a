use crate::model::kubernetes::Object;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let is_singleton =
        object.node().at(&["spec", "strategy", "type"]).is_some_and(|name| name.as_str() != Some("RollingUpdate"));
    if !object.is("apps", "Deployment") || is_singleton || object.replicas().is_none_or(|replicas| replicas > 1) {
        return;
    }
    let pods = object.pods();
    let serves = pods.first().is_some_and(|pod| !cx.project.manifests.services_of(*pod).is_empty());
    let manifests = &cx.project.manifests;
    let is_scaled = || !manifests.autoscalers_of(object).is_empty() || manifests.may_be_scaled_elsewhere(object);
    if serves && !is_scaled() {
        let place = object
            .node()
            .at(&["spec", "replicas"])
            .filter(|it| !it.is_null())
            .unwrap_or(object.gap(&["spec", "replicas"]));
        cx.report(place, format!("{} runs a single pod", object.title()))
            .help("run two or more, so that the loss of a node is no outage");
    }
}
