use crate::model::kubernetes::Object;
use crate::model::kubernetes::mesh::{self, VirtualService, may_meet};
use crate::project::manifests::Wanted;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let Some(route) = VirtualService::new(object) else { return };
    let hosts = route.hosts();
    for node in route.gateways() {
        let Some(text) = node.as_text().filter(|text| *text != "mesh") else { continue };
        let (namespace, name) = match text.split_once('/') {
            Some((namespace, name)) => (Some(namespace), name),
            None => (None, text),
        };
        // A name with dots is one of the form that older versions took.
        if name.contains('.') {
            continue;
        }
        let manifests = &cx.project.manifests;
        let wanted = Wanted { asker: object, kind: "Gateway", name, namespace };
        let found = manifests.find(wanted);
        if let Some(gateway) = found.first() {
            let meets = |gateway: &Object<'_>| !gateway.is(mesh::NETWORKING, "Gateway") || may_serve(*gateway, &hosts);
            if !found.iter().any(meets) {
                let listed: Vec<&str> = hosts.iter().map(|host| host.text()).collect();
                cx.report(
                    node,
                    format!(
                        "{} is for `{}`, which {} does not serve",
                        object.title(),
                        listed.join("`, `"),
                        gateway.title()
                    ),
                )
                .help("add the host to a server of the gateway: it answers requests for it with 404")
                .label(gateway.place().span(), "the gateway");
            }
            continue;
        }
        let Some(near) = manifests.missing(wanted).and_then(|missing| missing.near) else { continue };
        cx.report(node, format!("{} is for the Gateway `{text}`, which is nowhere in this repository", object.title()))
            .help(format!("did you mean `{}`? The gateway answers its requests with 404", near.label()))
            .label(near.place().span(), "the gateway with almost this name");
    }
}

/// Whether a gateway may serve one of some hosts.
fn may_serve(gateway: Object<'_>, hosts: &[Node<'_>]) -> bool {
    let Some(servers) = gateway.node().at(&["spec", "servers"]).filter(|it| it.is_seq() && !it.is_open()) else {
        return true;
    };
    let lists: Vec<Option<Node<'_>>> =
        servers.items().map(|it| it.get("hosts").filter(|hosts| hosts.is_seq() && !hosts.is_open())).collect();
    if hosts.is_empty() || lists.iter().any(Option::is_none) {
        return true;
    }
    let served: Vec<Node<'_>> = lists.into_iter().flatten().flat_map(Node::items).collect();
    hosts.iter().any(|host| {
        served.iter().any(|own| host.as_text().zip(own.as_text()).is_none_or(|(host, own)| may_meet(host, own)))
    })
}
