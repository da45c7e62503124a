use crate::model::kubernetes::{Object, VerticalAutoscaler};
use crate::project::manifests::Wanted;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Object(check);

/// The modes in which pods are evicted to give them other requests; `Auto` is what counts where none is given.
const EVICTING: [&str; 2] = ["Auto", "Recreate"];

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let Some(vertical) = VerticalAutoscaler::new(object).filter(|it| it.is_in_mode(&EVICTING)) else { return };
    let Some((kind, name)) = vertical.target() else { return };
    let manifests = &cx.project.manifests;
    let found = manifests.find(Wanted { asker: object, kind, name, namespace: None });
    let [workload] = found.as_slice() else { return };
    let has_one = ["Deployment", "StatefulSet"].contains(&kind) && workload.replicas().is_some_and(|count| count == 1);
    let serves = || workload.pods().first().is_some_and(|pod| !manifests.services_of(*pod).is_empty());
    if has_one && manifests.autoscalers_of(*workload).is_empty() && serves() {
        let place = vertical.mode().unwrap_or_else(|| object.gap(&["spec", "updatePolicy"]));
        cx.report(place, format!("{} is to replace the only pod of {}", object.title(), workload.title()))
            .help(
                "set `updateMode` to `Initial` or `Off`: with a single pod each change is an outage, or is never made",
            )
            .label(workload.place().span(), "has one pod");
    }
}
