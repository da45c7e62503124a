use std::net::IpAddr;

use crate::model::compose::subnet::Subnet;
use crate::model::compose::{Resource, ResourceKind, Service};
use crate::project::compose::ComposeProject;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::ComposeProject(check);

/// A subnet, where it is written, and the network that it is of.
struct Pool<'r, 't> {
    network: &'r Resource<'t>,
    node: Node<'t>,
    subnet: Subnet,
}

fn check(project: &ComposeProject<'_>, cx: &mut Cx<'_>) {
    let networks = project.resources(ResourceKind::Network);
    let mut known: Vec<Pool<'_, '_>> = Vec::new();
    for network in networks.iter().filter(|network| is_plain(network)) {
        for pool in network.at(&["ipam", "config"]).into_iter().flat_map(Node::items) {
            let Some(node) = pool.get("subnet") else { continue };
            let Some(subnet) = node.as_str().and_then(Subnet::parse) else { continue };
            look_at_one(network, pool, node, subnet, cx);
            let clash =
                known.iter().find(|other| other.subnet.overlaps(subnet) && meet(project, other.network, network));
            if let Some(other) = clash {
                let message = format!(
                    "the subnet `{}` of the network `{}` overlaps with `{}` of `{}`",
                    node.text(),
                    network.name(),
                    other.node.text(),
                    other.network.name()
                );
                cx.report(node, message).label(other.node.span(), "taken here").help("give one of them another range");
            }
            known.push(Pool { network, node, subnet });
        }
    }
}

/// Whether Docker's own driver makes it, with addresses from Docker itself.
fn is_plain(network: &Resource<'_>) -> bool {
    let is = |path: &[&str], name: &str| {
        network.absent(path) || network.at(path).and_then(Node::as_str).is_some_and(|it| it == name)
    };
    network.is_external() == Some(false) && is(&["driver"], "bridge") && is(&["ipam", "driver"], "default")
}

/// Whether two networks are made together: each is in use, by services that may run at the same time.
fn meet(project: &ComposeProject<'_>, one: &Resource<'_>, other: &Resource<'_>) -> bool {
    let users = |network: &Resource<'_>| -> Vec<&Service<'_>> {
        let uses =
            |service: &&Service<'_>| service.names(&["networks"]).iter().any(|name| name.text() == network.name());
        project.services.iter().filter(uses).collect()
    };
    let theirs = users(other);
    users(one).iter().any(|service| theirs.iter().any(|other| service.may_run_with(other)))
}

/// What is wrong with a subnet by itself, and with the addresses that go with it.
fn look_at_one(network: &Resource<'_>, pool: Node<'_>, node: Node<'_>, subnet: Subnet, cx: &mut Cx<'_>) {
    let name = network.name();
    if subnet.first() != subnet.address {
        let meant = format!("{}/{}", subnet.first(), subnet.bits);
        cx.report(node, format!("the subnet `{}` of the network `{name}` begins at `{}`", node.text(), subnet.first()))
            .help(format!("write `{meant}`"))
            .fix(format!("write `{meant}`"), crate::fix::Safety::Unsafe, crate::fix::yaml::set(node, &meant));
    }
    let inner = [("gateway", pool.get("gateway")), ("range", pool.get("ip_range"))];
    for (what, inner) in inner.into_iter().filter_map(|(what, inner)| Some((what, inner?))) {
        let address = inner.as_str().map(|text| text.split('/').next().unwrap_or(text).parse::<IpAddr>());
        if let Some(Ok(address)) = address
            && !subnet.contains(address)
        {
            cx.report(inner, format!("the {what} `{}` of the network `{name}` is not in its subnet", inner.text()))
                .label(node.span(), "the subnet")
                .help("take an address of the subnet, or leave the choice to Docker");
        }
    }
}
