//! Objects, their pods and containers, and the alerts of `PrometheusRule` objects.

use super::Runner;
use super::prometheus::alerts;
use crate::model::kubernetes::Object;
use crate::model::kubernetes::schema::departures;
use crate::model::prometheus::object_groups;
use crate::rule::declared::Subject;
use crate::syntax::Document;

pub(super) fn document<'r>(run: &mut Runner<'r>, document: &'r Document<'r>) {
    for object in run.project.manifests.objects(document.file) {
        if !object.is_deletion() {
            visit(run, *object);
        }
    }
}

fn visit<'r>(run: &mut Runner<'r>, object: Object<'r>) {
    run.each(&run.plan.objects, object);
    run.declared(Subject::Object(object));
    if !run.plan.departures.is_empty() {
        let found = departures(object, &run.project.manifests.definitions, run.project.kubernetes_version());
        for departure in &found {
            run.each(&run.plan.departures, departure);
        }
    }
    for pod in object.pods() {
        run.each(&run.plan.pods, pod);
        run.declared(Subject::Pod(pod));
        for container in pod.containers() {
            run.each(&run.plan.containers, container);
            run.declared(Subject::Container(container));
            if let Some(image) = container.image() {
                run.each(&run.plan.images, image);
            }
        }
    }
    alerts(run, object_groups(object));
}
