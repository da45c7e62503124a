use crate::model::kubernetes::{Autoscaler, Container, Object};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let Some(autoscaler) = Autoscaler::new(object) else { return };
    let pods = cx.project.manifests.scaled_by(autoscaler);
    let [pod] = pods.as_slice() else { return };
    if pod.is_partial() || cx.project.manifests.has_limit_range(pod.object()) {
        return;
    }
    for measure in autoscaler.utilizations() {
        let without: Vec<Container<'_>> = pod.running().filter(|it| it.lacks_request(measure.resource)).collect();
        let Some(first) = without.first() else { continue };
        let name = first.name();
        let resource = if measure.resource == "cpu" { "CPU" } else { measure.resource };
        let message =
            format!("container `{name}` requests no {resource}, so {} cannot measure its utilisation", object.title());
        let mut reported = cx
            .report(measure.place, message)
            .help(format!("give every container of {} a {resource} request", pod.object().title()));
        for container in &without {
            reported = reported.label(container.place().span(), format!("no {resource} request"));
        }
    }
}
