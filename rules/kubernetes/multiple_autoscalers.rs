use crate::model::kubernetes::{Autoscaler, Object};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let Some(autoscaler) = Autoscaler::new(object) else { return };
    let Some(workload) = cx.project.manifests.scaled_by(autoscaler).first().map(|pod| pod.object()) else { return };
    let file = object.node().span().file;
    // In a folder of alternatives each has its own file.
    let mut others = cx.project.manifests.autoscalers_of(workload);
    others.retain(|other| other.object().node().span().file == file);
    // Reported once, at the later one.
    let Some(at) = others.iter().position(|other| *other == autoscaler).filter(|at| *at > 0) else { return };
    let first = others[at - 1].object();
    if first.kind() == object.kind() && first.name() == object.name() {
        return;
    }
    cx.report(
        autoscaler.target(),
        format!("{} scales {}, which {} scales too", object.title(), workload.title(), first.title()),
    )
    .help("keep one and give it the metrics of both: two autoscalers undo each other's work")
    .label(first.place().span(), "scales it too");
}
