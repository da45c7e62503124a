use crate::model::kubernetes::{Autoscaler, Object, VerticalAutoscaler};
use crate::project::manifests::Wanted;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Object(check);

/// The modes in which requests are changed, and not only recommended.
const ACTING: [&str; 4] = ["Auto", "InPlaceOrRecreate", "Initial", "Recreate"];

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    if let Some(vertical) = VerticalAutoscaler::new(object) {
        beside_vertical(vertical, object, cx);
    }
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

/// One that changes the requests of pods whose number another one finds by these requests, or by what is used.
fn beside_vertical(vertical: VerticalAutoscaler<'_>, object: Object<'_>, cx: &mut Cx<'_>) {
    let Some((kind, name)) = vertical.target().filter(|_| vertical.is_in_mode(&ACTING)) else { return };
    let manifests = &cx.project.manifests;
    let found = manifests.find(Wanted { asker: object, kind, name, namespace: None });
    let [workload] = found.as_slice() else { return };
    let file = object.node().span().file;
    let others = manifests.autoscalers_of(*workload).into_iter().filter(|it| it.object().node().span().file == file);
    let clash = others.flat_map(|other| other.resources().into_iter().map(move |it| (other, it.resource)));
    let Some((other, resource)) = clash.into_iter().find(|(_, resource)| vertical.controls(resource)) else { return };
    let (title, other_title) = (object.title(), other.object().title());
    let resource = if resource == "cpu" { "CPU" } else { resource };
    let place = object.node().at(&["spec", "targetRef"]).unwrap_or(object.place());
    cx.report(
        place,
        format!("{title} changes the {resource} requests of {}, by which {other_title} scales it", workload.title()),
    )
    .help("set `updateMode: Off`, or leave the resource out of `controlledResources`: each answers what the other did")
    .label(other.object().place().span(), "scales it too");
}
