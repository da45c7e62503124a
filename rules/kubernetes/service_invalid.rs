use crate::model::kubernetes::Object;
use crate::model::kubernetes::schema::{NameForm, is_stand_in};
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    if !object.is("", "Service") {
        return;
    }
    let Some(spec) = object.node().get("spec").filter(|spec| spec.is_map()) else { return };
    let kind = match spec.get("type") {
        Some(kind) => kind.as_str(),
        None => spec.lacks("type").then_some("ClusterIP"),
    };
    let title = object.title();
    ports(spec, &title, cx);
    let Some(kind) = kind else { return };
    if kind == "ExternalName" && spec.absent(&["externalName"]) {
        cx.report(
            object.gap(&["spec", "externalName"]),
            format!("{title} is an `ExternalName` without an `externalName`"),
        )
        .help("say what name it stands for: the API server refuses the object");
    }
    let is_name = |text: &str| NameForm::Subdomain.fits(text.trim_end_matches('.')) || is_stand_in(text);
    let name =
        spec.get("externalName").filter(|name| name.as_str().is_some_and(|text| !text.is_empty() && !is_name(text)));
    if let Some(name) = name.filter(|_| kind == "ExternalName") {
        cx.report(name, format!("{title} stands for `{}`, which is no name of a host", name.text()))
            .help("write the name alone, without a scheme, port or path: the API server refuses the object");
    }
    let address = spec.get("clusterIP").filter(|address| address.text() == "None");
    if let Some(address) = address.filter(|_| ["NodePort", "LoadBalancer"].contains(&kind)) {
        cx.report(address, format!("{title} of type `{kind}` has no address of its own"))
            .help("remove `clusterIP: None` or the type: the API server refuses both together");
    }
    misplaced(spec, kind, &title, cx);
    for port in spec.get("ports").into_iter().flat_map(Node::items) {
        let number = port.get("nodePort").filter(|number| number.as_i64().is_some_and(|number| number != 0));
        if let Some(number) = number.filter(|_| kind == "ClusterIP") {
            cx.report(number, format!("{title} of type `ClusterIP` has a `nodePort`"))
                .help("set `type: NodePort`, or remove the port: the API server refuses the object");
        }
    }
}

/// Fields that only go with another type, or with another field.
fn misplaced(spec: Node<'_>, kind: &str, title: &str, cx: &mut Cx<'_>) {
    let set =
        |field: &str| spec.entry(field).filter(|entry| entry.value.as_text().is_some_and(|text| !text.is_empty()));
    if let Some(class) = set("loadBalancerClass").filter(|_| kind != "LoadBalancer") {
        cx.report(class.key, format!("{title} of type `{kind}` has a `loadBalancerClass`"))
            .help("set `type: LoadBalancer`, or remove the class: the API server refuses the object");
    }
    let is_outside = ["NodePort", "LoadBalancer"].contains(&kind) || !spec.absent(&["externalIPs"]);
    if let Some(policy) = set("externalTrafficPolicy").filter(|_| !is_outside) {
        cx.report(policy.key, format!("{title} of type `{kind}` has an `externalTrafficPolicy`"))
            .help("remove it: nothing from outside comes to this service, and the API server refuses the object");
    }
    let is_free =
        spec.absent(&["sessionAffinity"]) || spec.get("sessionAffinity").and_then(Node::as_str) == Some("None");
    let config = spec.entry("sessionAffinityConfig").filter(|entry| entry.value.is_map() && is_free);
    if let Some(config) = config {
        cx.report(config.key, format!("{title} has a `sessionAffinityConfig` without affinity"))
            .help("set `sessionAffinity: ClientIP`, or remove the rest: the API server refuses the object");
    }
}

/// Several ports need names, each its own.
fn ports(spec: Node<'_>, title: &str, cx: &mut Cx<'_>) {
    let ports: Vec<Node<'_>> =
        spec.get("ports").into_iter().flat_map(Node::items).filter(|port| port.is_map()).collect();
    if ports.len() < 2 {
        return;
    }
    nameless(&ports, title, cx);
    let mut names: Vec<Node<'_>> = Vec::new();
    for port in ports {
        let Some(name) = port.get("name").filter(|name| name.as_text().is_some()) else { continue };
        match names.iter().find(|other| other.text() == name.text()) {
            Some(first) => {
                cx.report(name, format!("{title} has two ports with the name `{}`", name.text()))
                    .help("name each of them differently: the API server refuses the object")
                    .label(first.span(), "the first one");
            }
            None => names.push(name),
        }
    }
}

/// The ports without a name, of several: one finding for all of them.
fn nameless(ports: &[Node<'_>], title: &str, cx: &mut Cx<'_>) {
    let nameless = ports.iter().filter(|port| port.absent(&["name"]));
    let places: Vec<Node<'_>> = nameless.map(|port| port.get("port").unwrap_or(*port)).collect();
    let Some((first, others)) = places.split_first() else { return };
    let message = match others.len() {
        0 => format!("a port of {title} has no name, and there are several"),
        more if more + 1 == ports.len() => format!("{title} has {} ports, and none of them has a name", ports.len()),
        more => format!("{} of the {} ports of {title} have no name", more + 1, ports.len()),
    };
    let reported = cx.report(*first, message).help("name each of them: the API server refuses the object");
    others.iter().fold(reported, |reported, port| reported.label(port.span(), "this one has no name, either"));
}
