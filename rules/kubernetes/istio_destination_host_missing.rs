use crate::model::kubernetes::Object;
use crate::model::kubernetes::mesh::{MeshService, VirtualService};
use crate::project::manifests::Wanted;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

/// How many entries for hosts outside are compared with a host; where there are more, it may be one of theirs.
const MAX_COMPARED: usize = 200;

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let Some(route) = VirtualService::new(object) else { return };
    let destinations: Vec<(Node<'_>, Node<'_>, MeshService<'_>)> = route
        .destinations()
        .into_iter()
        .filter_map(|it| Some((it, it.get("host")?, MeshService::of_host(it.get("host")?.as_text()?)?)))
        .collect();
    let knows_one = destinations.iter().any(|(.., to)| !cx.project.manifests.find(wanted(object, *to)).is_empty());
    let mut seen: Vec<&str> = Vec::new();
    for (destination, host, to) in &destinations {
        let manifests = &cx.project.manifests;
        let services = manifests.find(wanted(object, *to));
        if let Some(service) = services.first() {
            check_port(*destination, *service, &services, object, cx);
            continue;
        }
        if seen.contains(&to.name) || may_be_outside(host.text(), to.name, cx) {
            continue;
        }
        seen.push(to.name);
        let Some(missing) = manifests.missing(wanted(object, *to)) else { continue };
        let message =
            format!("{} sends requests to the host `{}`, but there is no such Service", object.title(), host.text());
        if let Some(near) = missing.near {
            cx.report(*host, message)
                .help(format!("did you mean `{}`?", near.label()))
                .label(near.place().span(), "the service with almost this name");
        } else if knows_one && missing.has_others && manifests.is_closed(object.node().span().file, to.name) {
            cx.report(*host, message)
                .help("name a Service, or add a ServiceEntry for a host outside: requests are answered with 503");
        }
    }
}

/// The Service that a host stands for.
fn wanted<'t>(asker: Object<'t>, to: MeshService<'t>) -> Wanted<'t> {
    Wanted { asker, kind: "Service", name: to.name, namespace: to.namespace }
}

fn check_port(
    destination: Node<'_>,
    service: Object<'_>,
    services: &[Object<'_>],
    object: Object<'_>,
    cx: &mut Cx<'_>,
) {
    let Some(port) = destination.at(&["port", "number"]) else { return };
    if services.iter().all(|service| service.lacks_service_port(port, &["port"])) {
        cx.report(
            port,
            format!(
                "{} sends requests to port {} of {}, which has none such",
                object.title(),
                port.text(),
                service.title()
            ),
        )
        .help("give the number of a port of the Service, not the one of its pods: requests are answered with 503")
        .label(service.place().span(), "the service");
    }
}

/// Whether an entry for hosts outside the mesh may be for a host.
fn may_be_outside(host: &str, name: &str, cx: &Cx<'_>) -> bool {
    let entries = cx.project.manifests.everywhere().of_kind("ServiceEntry");
    let mut hosts =
        entries.iter().flat_map(|entry| entry.node().at(&["spec", "hosts"]).into_iter().flat_map(Node::items));
    entries.len() > MAX_COMPARED
        || hosts.any(|it| it.as_text().is_none_or(|own| own == host || own == name || own.contains('*')))
}
