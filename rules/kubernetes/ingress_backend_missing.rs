use crate::diagnostic::Severity;
use crate::model::kubernetes::Object;
use crate::project::manifests::Wanted;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

/// The service of a backend: its name and its port, which is a name or a number.
struct Backend<'t> {
    name: Node<'t>,
    port: Option<Node<'t>>,
}

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let is_ingress = ["networking.k8s.io", "extensions"].iter().any(|group| object.is(group, "Ingress"));
    let Some(spec) = object.node().get("spec").filter(|_| is_ingress) else { return };
    let manifests = &cx.project.manifests;
    let backends = backends(spec);
    let known: Vec<_> = backends.iter().filter_map(|backend| Some((backend, backend.name.as_text()?))).collect();
    let knows_one = known.iter().any(|(_, name)| !manifests.referred("Service", name, object).is_empty());
    let is_whole = manifests.is_whole(object.node().span().file);
    for (backend, name) in known {
        let services = manifests.referred("Service", name, object);
        if let Some(service) = services.first() {
            let Some(port) = backend
                .port
                .filter(|port| services.iter().all(|service| service.lacks_service_port(*port, &["name", "port"])))
            else {
                continue;
            };
            cx.report(
                port,
                format!(
                    "{} goes to port `{}` of {}, which has none such",
                    object.title(),
                    port.text(),
                    service.title()
                ),
            )
            .help("give the number or the name of a port of the service")
            .label(service.place().span(), "the service")
            .severity(Severity::Error);
            continue;
        }
        let is_nowhere = || manifests.everywhere().named("Service", name).is_empty() && is_whole;
        let is_action = backend.port.is_some_and(|port| port.text() == "use-annotation");
        if is_action {
            continue;
        }
        let message = format!("{} goes to the Service `{name}`, which is nowhere in this repository", object.title());
        if let Some(meant) = manifests.meant("Service", name, object) {
            cx.report(backend.name, message)
                .help(format!("did you mean `{}`?", meant.label()))
                .label(meant.place().span(), "the service with almost this name");
        } else if let Some(other) =
            manifests.in_other_namespace(Wanted { asker: object, kind: "Service", name, namespace: None })
        {
            cx.report(
                backend.name,
                format!("{} goes to {}, which is in another namespace", object.title(), other.title()),
            )
            .help("put the Ingress into the namespace of the service: it reaches no other")
            .label(other.namespace_node().map_or_else(|| other.place().span(), Node::span), "the service is here");
        } else if knows_one && is_nowhere() && !manifests.may_make_pods(object.node().span().file) {
            cx.report(backend.name, message)
                .help("apply the service together with the others, or correct the name: requests for it are answered with 503");
        }
    }
}

fn backends(spec: Node<'_>) -> Vec<Backend<'_>> {
    let paths = spec.get("rules").into_iter().flat_map(Node::items).filter_map(|rule| rule.at(&["http", "paths"]));
    let of_paths = paths.flat_map(Node::items).filter_map(|path| path.get("backend"));
    let defaults = ["defaultBackend", "backend"].into_iter().filter_map(|key| spec.get(key));
    of_paths.chain(defaults).filter_map(backend).collect()
}

fn backend(node: Node<'_>) -> Option<Backend<'_>> {
    if let Some(service) = node.get("service") {
        let port = ["name", "number"].iter().find_map(|key| service.at(&["port", key]));
        return Some(Backend { name: service.get("name")?, port });
    }
    Some(Backend { name: node.get("serviceName")?, port: node.get("servicePort") })
}
