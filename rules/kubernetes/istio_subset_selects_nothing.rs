use super::near_selector;
use crate::model::kubernetes::mesh::{self, MeshService};
use crate::model::kubernetes::{Object, PodSpec, Service, labels_match};
use crate::project::manifests::Wanted;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    if !object.is(mesh::NETWORKING, "DestinationRule") {
        return;
    }
    let host = object.node().at(&["spec", "host"]).and_then(Node::as_text).and_then(MeshService::of_host);
    let Some(MeshService { name, namespace }) = host else { return };
    let manifests = &cx.project.manifests;
    if !manifests.is_closed(object.node().span().file, name) {
        return;
    }
    let services = manifests.find(Wanted { asker: object, kind: "Service", name, namespace });
    let [service] = services.as_slice() else { return };
    let Some(service) = Service::new(*service) else { return };
    let selected = manifests.everywhere().selected_by(service);
    if selected.found.is_empty() || selected.maybe_more {
        return;
    }
    let subsets: Vec<Node<'_>> = object
        .node()
        .at(&["spec", "subsets"])
        .into_iter()
        .flat_map(Node::items)
        .filter_map(|it| it.get("labels"))
        .collect();
    let may_match = |labels: &Node<'_>| selected.found.iter().any(|pod| matches(*labels, *pod) != Some(false));
    // Where none matches the versions are rolled out by something else.
    if !subsets.iter().any(may_match) {
        return;
    }
    for labels in subsets.iter().filter(|labels| !may_match(labels)) {
        if !near_selector::is_plain(labels.entries().map(|entry| entry.key.text())) {
            continue;
        }
        let name = labels.parent().and_then(|subset| subset.get("name")).map_or("", Node::text);
        cx.report(
            *labels,
            format!(
                "the subset `{name}` of {} has labels that none of the pods of {} have",
                object.title(),
                service.object().title()
            ),
        )
        .help("name the labels that its pods have: requests for the subset are answered with 503")
        .label(selected.found[0].object().place().span(), "pods of the service");
    }
}

fn matches(labels: Node<'_>, pod: PodSpec<'_>) -> Option<bool> {
    labels_match(labels, pod.labels())
}
