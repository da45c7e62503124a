use crate::model::kubernetes::schema::{NameForm, is_stand_in};
use crate::model::kubernetes::{Ingress, Object};
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

/// The check of another tool that finds no service behind a backend of an old form.
const OLD_BACKEND: [&str; 1] = ["kube-score:ingress-targets-service"];

/// How the class of an Ingress was said before there was a field.
const ANNOTATION: &str = "kubernetes.io/ingress.class";

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let Some(ingress) = Ingress::new(object).filter(|_| object.api_version() == "networking.k8s.io/v1") else { return };
    let title = object.title();
    for path in ingress.paths() {
        let kind = path.node.get("pathType").and_then(Node::as_str).unwrap_or_default();
        let Some(place) = path.node.get("path") else { continue };
        if ["Exact", "Prefix"].contains(&kind) && place.as_text().is_some_and(|text| !text.starts_with('/')) {
            cx.report(place, format!("{title} has the path `{}` of type `{kind}`", place.text()))
                .help("begin the path with `/`: the API server refuses the object")
                .stands_for([]);
        }
    }
    let file = object.node().span().file;
    // `backend` is what the default one was called before.
    let is_empty = ["rules", "defaultBackend", "backend"].iter().all(|field| object.node().absent(&["spec", field]));
    if is_empty && !cx.project.manifests.is_patch(file) {
        cx.report(object.gap(&["spec", "rules"]), format!("{title} leads nowhere"))
            .help("add `rules` or a `defaultBackend`: the API server refuses the object")
            .stands_for([]);
    }
    let class = |path: &[&str]| object.node().at(path).filter(|class| class.as_text().is_some());
    let both = class(&["metadata", "annotations", ANNOTATION]).zip(class(&["spec", "ingressClassName"]));
    if let Some((old, new)) = both.filter(|(old, new)| old.text() != new.text()) {
        cx.report(
            old,
            format!("{title} is of the class `{}` by its annotation, and `{}` by its field", old.text(), new.text()),
        )
        .help("remove the annotation: the API server refuses two classes")
        .stands_for([])
        .label(new.span(), "the field");
    }
    for backend in ingress.backends() {
        check_backend(backend, &title, cx);
    }
    let hosts = ingress.rules().into_iter().filter_map(|rule| rule.get("host")).chain(ingress.tls_hosts());
    for host in hosts {
        let Some(text) = host.as_text().filter(|text| !text.is_empty()) else { continue };
        let fault = if text.parse::<std::net::IpAddr>().is_ok() {
            "an address"
        } else if text.trim_start_matches("*.").contains('*') || text == "*" {
            "no host name: `*` may only stand for the whole first part"
        } else if !is_stand_in(text) && !NameForm::Subdomain.fits(text.strip_prefix("*.").unwrap_or(text)) {
            "no host name"
        } else {
            continue;
        };
        cx.report(host, format!("{title} has the host `{text}`, which is {fault}"))
            .help(
                "write the name alone and in small letters, as in `shop.example.com` or `*.example.com`: the API server refuses the object",
            )
            .stands_for([]);
    }
}

/// A backend is a service with one port, or a resource.
fn check_backend(backend: Node<'_>, title: &str, cx: &mut Cx<'_>) {
    let set = |node: Node<'_>, key: &str| node.get(key).is_some_and(|it| !it.is_null());
    if set(backend, "service") && set(backend, "resource") {
        cx.report(backend, format!("a backend of {title} is both a service and a resource"))
            .help("keep one of them: the API server refuses both")
            .stands_for([]);
    } else if let Some(old) = backend.entry("serviceName").or_else(|| backend.entry("servicePort")) {
        cx.report(old.key, format!("a backend of {title} has a `{}`", old.key.text()))
            .help("write `service: { name: ..., port: { number: ... } }`, as `networking.k8s.io/v1` has it")
            .stands_for(OLD_BACKEND);
    } else if backend.absent(&["service"]) && backend.absent(&["resource"]) {
        cx.report(backend, format!("a backend of {title} leads nowhere"))
            .help("name a `service` or a `resource`: the API server refuses the object")
            .stands_for([]);
    }
    let Some(service) = backend.get("service").filter(|service| service.is_map()) else { return };
    match service.get("port") {
        Some(port) if set(port, "name") && set(port, "number") => {
            cx.report(port, format!("a backend of {title} names its port by name and by number"))
                .help("keep one of them: the API server refuses both")
                .stands_for([]);
        }
        Some(port) if !port.is_map() || !port.absent(&["name"]) || !port.absent(&["number"]) => {}
        _ if service.absent(&["port", "name"]) && service.absent(&["port", "number"]) => {
            cx.report(service, format!("a backend of {title} has no port"))
                .help("name one under `service.port`, by `name` or by `number`: the API server refuses the object")
                .stands_for([]);
        }
        _ => {}
    }
}
