use crate::model::kubernetes::{CalledService, Object};
use crate::project::manifests::Wanted;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let mut seen = Vec::new();
    for called in object.called_services() {
        if seen.contains(&called.name.text()) {
            continue;
        }
        seen.push(called.name.text());
        check_service(called, object, cx);
    }
}

fn check_service(called: CalledService<'_>, object: Object<'_>, cx: &mut Cx<'_>) {
    let CalledService { name, namespace, port } = called;
    // Without a namespace the API server refuses the object.
    let Some(namespace) = namespace.and_then(Node::as_text) else { return };
    let wanted = Wanted { asker: object, kind: "Service", name: name.text(), namespace: Some(namespace) };
    let manifests = &cx.project.manifests;
    let title = object.title();
    let services = manifests.find(wanted);
    if let Some((port, service)) = port.zip(services.first()) {
        if services.iter().all(|service| service.lacks_service_port(port, &["port"])) {
            cx.report(
                port,
                format!("{title} calls port `{}` of {}, which has none such", port.text(), service.title()),
            )
            .help("give the port of the service, not the one of its pods: requests that need an answer from it fail")
            .label(service.place().span(), "the service");
        }
        return;
    }
    if let Some(service) = services.first().filter(|_| services.iter().all(|service| lacks_default_port(*service))) {
        cx.report(name, format!("{title} calls port 443 of {}, which has none such", service.title()))
            .help("give the port of the service: requests that need an answer from it fail")
            .label(service.place().span(), "the service");
        return;
    }
    let Some(near) = manifests.missing(wanted).and_then(|missing| missing.near) else { return };
    cx.report(name, format!("{title} calls the Service `{}`, which is nowhere in this repository", name.text()))
        .help(format!("did you mean `{}`? Requests that need an answer from it fail", near.label()))
        .label(near.place().span(), "the service with almost this name");
}

/// Whether a service surely has no port 443, which is called where none is given.
fn lacks_default_port(service: Object<'_>) -> bool {
    let number = |port: Node<'_>| port.get("port").and_then(Node::as_i64);
    service.service_ports().is_some_and(|ports| ports.into_iter().all(|port| number(port).is_some_and(|it| it != 443)))
}
