use crate::model::kubernetes::Object;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let replicas = object.node().at(&["spec", "replicas"]).filter(|replicas| replicas.as_i64().is_some());
    // A patch may take the field away.
    let Some(replicas) = replicas.filter(|_| !object.node().is_open()) else { return };
    let autoscalers = cx.project.manifests.autoscalers_of(object);
    let Some(autoscaler) = autoscalers.first().map(|autoscaler| autoscaler.object()) else { return };
    let message = format!(
        "replicas of {} are fixed at {}, but {} scales it",
        object.title(),
        replicas.text(),
        autoscaler.title()
    );
    cx.report(replicas, message)
        .help("remove `replicas`: each time the manifest is applied it undoes what the autoscaler has done")
        .label(autoscaler.place().span(), "scales it");
}
