use super::near_selector::{self, Slip};
use crate::diagnostic::Severity;
use crate::model::kubernetes::{Object, Service};
use crate::project::Project;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let Some(service) = Service::new(object) else { return };
    let manifests = &cx.project.manifests;
    let file = object.node().span().file;
    if object.node().at(&["spec", "type"]).is_some_and(|it| it.as_str().is_none_or(|it| it == "ExternalName")) {
        return;
    }
    let labels = service.labels();
    let asks: Vec<(&str, Vec<&str>)> = labels.iter().map(|(key, value)| (*key, vec![*value])).collect();
    let anywhere = manifests.everywhere().selected_by(service);
    // Pods whose labels are filled in later silence a slip only if they are applied with the service.
    if manifests.selected_with(service).maybe_more
        || !anywhere.found.is_empty()
        || !manifests.is_whole(file)
        || !near_selector::is_plain(labels.iter().map(|(key, _)| *key))
    {
        return;
    }
    let title = object.title();
    let wanted: Vec<_> = service.selector().entries().map(|entry| (entry.key.text(), entry.value)).collect();
    if let Some(Slip { pod, key, wanted, has }) = near_selector::slip(cx.project, &wanted, object) {
        cx.report(wanted, format!("{title} selects pods with `{key}: {}`, but there are none", wanted.text()))
            .help(format!(
                "did you mean `{}`? The service has no endpoints, and connections to it are refused",
                has.text()
            ))
            .label(has.span(), format!("what the pods of {} have", pod.object().title()))
            .severity(Severity::Error);
    } else if !anywhere.maybe_more
        && has_pod_without_service(cx.project, object)
        && near_selector::is_closed(cx.project, file, &asks)
    {
        let key = object.node().get("spec").and_then(|spec| spec.entry("selector"));
        cx.report(
            key.map_or(service.selector(), |entry| entry.key),
            format!("{title} selects no pod of those that are applied with it"),
        )
        .help(
            "make its selector match the labels of a pod template: a service without endpoints refuses all connections",
        );
    }
}

/// How many pods are looked at.
const MOST: usize = 200;

/// Whether a pod that is applied with a Service may be the one that it is meant for: no other Service sends traffic to it.
fn has_pod_without_service(project: &Project<'_>, service: Object<'_>) -> bool {
    let units = project.manifests.units(service.node().span().file);
    let mut pods = units.flat_map(|unit| unit.index().pods()).take(MOST);
    pods.any(|pod| {
        pod.object().same_namespace(service) != Some(false) && project.manifests.services_of(*pod).is_empty()
    })
}
