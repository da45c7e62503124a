use crate::fix::{self, Safety};
use crate::model::kubernetes::Object;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let entry = object.node().get("spec").and_then(|spec| spec.entry("replicas"));
    // A patch may take the field away.
    let Some(entry) = entry.filter(|entry| entry.value.as_i64().is_some() && !object.node().is_open()) else { return };
    let replicas = entry.value;
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
        .label(autoscaler.place().span(), "scales it")
        .fix("leave the number to the autoscaler", Safety::Unsafe, fix::yaml::remove(entry));
}
