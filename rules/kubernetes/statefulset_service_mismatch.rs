use crate::diagnostic::Severity;
use crate::model::kubernetes::{Object, PodSpec, Service};
use crate::project::manifests::Wanted;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::PodSpec(check);

fn check(pod: PodSpec<'_>, cx: &mut Cx<'_>) {
    let object = pod.object();
    let Some(node) = object.node().at(&["spec", "serviceName"]).filter(|_| object.is("apps", "StatefulSet")) else {
        return;
    };
    let Some(name) = node.as_text().filter(|name| !name.is_empty()) else { return };
    let manifests = &cx.project.manifests;
    let title = object.title();
    let services = manifests.referred("Service", name, object);
    let Some(first) = services.first() else {
        let wanted = Wanted { asker: object, kind: "Service", name, namespace: None };
        if let Some(other) = manifests.in_other_namespace(wanted) {
            cx.report(node, format!("{title} names {}, which is in another namespace", other.title()))
                .help("move the service to the namespace of the pods: they get no names of their own in DNS")
                .label(other.namespace_node().map_or_else(|| other.place().span(), Node::span), "the service is here");
            return;
        }
        let own = manifests.services_of(pod).into_iter().map(Service::object).find(|service| is_headless(*service));
        let is_nowhere = manifests.everywhere().named("Service", name).is_empty();
        let whole = manifests.is_whole(node.span().file);
        let Some(own) = own.filter(|_| is_nowhere && whole) else { return };
        cx.report(node, format!("{title} names the Service `{name}`, which is nowhere in this repository"))
            .help(format!("name `{}`, which selects its pods: they get no names of their own in DNS", own.label()))
            .label(own.place().span(), "a headless service that selects its pods");
        return;
    };
    let selects_others = |service: &Object<'_>| Service::new(*service).is_some_and(|it| it.selects(pod) == Some(false));
    if services.iter().all(selects_others) {
        cx.report(node, format!("{title} names {}, which does not select its pods", first.title()))
            .help("make the service's selector match the labels of the pods: they get no names of their own in DNS")
            .label(first.place().span(), "the service");
    } else if services.iter().all(|service| service.node().absent(&["spec", "clusterIP"])) {
        cx.report(node, format!("{title} names {}, which is not headless", first.title()))
            .help("set `clusterIP: None` on the service: only then each pod gets a name of its own in DNS")
            .label(first.place().span(), "the service")
            .severity(Severity::Info);
    }
}

fn is_headless(service: Object<'_>) -> bool {
    service.node().at(&["spec", "clusterIP"]).is_some_and(|address| address.text() == "None")
}
