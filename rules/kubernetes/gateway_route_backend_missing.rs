use crate::model::kubernetes::Object;
use crate::project::manifests::Wanted;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

const GROUP: &str = "gateway.networking.k8s.io";

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    if object.group() != GROUP || !object.kind().ends_with("Route") {
        return;
    }
    for rule in object.node().at(&["spec", "rules"]).into_iter().flat_map(Node::items) {
        let filters = rule.get("filters").into_iter().flat_map(Node::items);
        let mirrors = filters.filter_map(|filter| filter.at(&["requestMirror", "backendRef"]));
        for backend in rule.get("backendRefs").into_iter().flat_map(Node::items).chain(mirrors) {
            check_backend(backend, object, cx);
        }
    }
    for parent in object.node().at(&["spec", "parentRefs"]).into_iter().flat_map(Node::items) {
        check_parent(parent, object, cx);
    }
}

/// What a reference names, if it is of a kind of a group, which are those where none are given.
fn wanted<'t>(
    reference: Node<'t>,
    object: Object<'t>,
    group: &str,
    kind: &'static str,
) -> Option<(Node<'t>, Wanted<'t>)> {
    let is = |key: &str, default: &str| match reference.get(key) {
        Some(own) => own.as_str() == Some(default),
        None => reference.lacks(key),
    };
    let name = reference.get("name")?;
    let namespace = match reference.get("namespace") {
        Some(namespace) => Some(namespace.as_text()?),
        None => None,
    };
    let wanted = Wanted { asker: object, kind, name: name.as_text()?, namespace };
    (is("group", group) && is("kind", kind)).then_some((name, wanted))
}

fn check_backend(backend: Node<'_>, object: Object<'_>, cx: &mut Cx<'_>) {
    let Some((name, wanted)) = wanted(backend, object, "", "Service") else { return };
    let manifests = &cx.project.manifests;
    let title = object.title();
    let services = manifests.find(wanted);
    let Some(service) = services.first() else {
        if let Some(near) = manifests.missing(wanted).and_then(|missing| missing.near) {
            cx.report(
                name,
                format!("{title} goes to the Service `{}`, which is nowhere in this repository", wanted.name),
            )
            .help(format!("did you mean `{}`? Requests for it are answered with 500", near.label()))
            .label(near.place().span(), "the service with almost this name");
        }
        return;
    };
    if let Some(port) = backend.get("port")
        && services.iter().all(|service| service.lacks_service_port(port, &["port"]))
    {
        cx.report(port, format!("{title} goes to port {} of {}, which has none such", port.text(), service.title()))
            .help("give the number of a port of the service: requests for it are answered with 500")
            .label(service.place().span(), "the service");
    }
    let own = object.namespace_node().and_then(Node::as_text);
    if let Some((namespace, own)) = wanted.namespace.zip(own)
        && namespace != own
        && manifests.is_whole(object.node().span().file)
        && !may_be_granted(namespace, cx)
    {
        cx.report(
            name,
            format!("{title} goes to {} of the namespace `{namespace}`, which does not allow it", service.title()),
        )
        .help(format!("add a ReferenceGrant to `{namespace}` for routes of `{own}`: requests are answered with 500"))
        .label(service.place().span(), "the service");
    }
}

/// Whether a grant in a namespace may allow references from others.
fn may_be_granted(namespace: &str, cx: &Cx<'_>) -> bool {
    let grants = cx.project.manifests.everywhere().of_kind("ReferenceGrant").iter();
    let mut namespaces = grants.map(|grant| grant.namespace_node().and_then(Node::as_text));
    namespaces.any(|own| own.is_none_or(|own| own == namespace))
}

fn check_parent(parent: Node<'_>, object: Object<'_>, cx: &mut Cx<'_>) {
    let Some((name, wanted)) = wanted(parent, object, GROUP, "Gateway") else { return };
    let manifests = &cx.project.manifests;
    let title = object.title();
    let gateways = manifests.find(wanted);
    let Some(gateway) = gateways.first() else {
        if let Some(near) = manifests.missing(wanted).and_then(|missing| missing.near) {
            cx.report(
                name,
                format!("{title} is for the Gateway `{}`, which is nowhere in this repository", wanted.name),
            )
            .help(format!("did you mean `{}`? Without its gateway the route does nothing", near.label()))
            .label(near.place().span(), "the gateway with almost this name");
        }
        return;
    };
    let Some(section) = parent.get("sectionName") else { return };
    let Some(text) = section.as_text() else { return };
    if gateways.iter().all(|gateway| lacks_listener(*gateway, text)) {
        cx.report(section, format!("{title} is for the listener `{text}` of {}, which has none such", gateway.title()))
            .help("give the name of a listener of the gateway: without one the route does nothing")
            .label(gateway.place().span(), "the gateway");
    }
}

/// Whether a gateway surely has no listener of this name, from whatever list.
fn lacks_listener(gateway: Object<'_>, wanted: &str) -> bool {
    let listeners = gateway.node().at(&["spec", "listeners"]).filter(|list| list.is_seq() && !list.is_open());
    let differs = |listener: Node<'_>| listener.get("name").and_then(Node::as_text).is_some_and(|name| name != wanted);
    let allows_more = || !gateway.node().absent(&["spec", "allowedListeners"]);
    gateway.group() == GROUP && listeners.is_some_and(|list| list.items().all(differs)) && !allows_more()
}
