use std::net::IpAddr;

use rustc_hash::FxHashMap;

use crate::model::compose::subnet::Subnet;
use crate::model::compose::{Resource, ResourceKind, Service};
use crate::project::compose::ComposeProject;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::ComposeProject(check);

fn check<'t>(project: &ComposeProject<'t>, cx: &mut Cx<'_>) {
    let networks = project.resources(ResourceKind::Network);
    let mut taken: FxHashMap<(&str, IpAddr), (Node<'t>, &Service<'t>)> = FxHashMap::default();
    for service in &project.services {
        for entry in service.layers.all(&["networks"]).into_iter().flat_map(Node::entries) {
            for node in ["ipv4_address", "ipv6_address"].into_iter().filter_map(|key| entry.value.get(key)) {
                let Some(address) = node.as_str().and_then(|text| text.parse::<IpAddr>().ok()) else { continue };
                let name = entry.key.text();
                let (first, owner) = *taken.entry((name, address)).or_insert((node, service));
                if first != node && owner.may_run_with(service) {
                    let message =
                        format!("service `{}` has the address `{address}` of `{}`", service.name(), owner.name());
                    cx.report(node, message).label(first.span(), "taken here").help("give it another one");
                    continue;
                }
                let network = networks.iter().find(|network| network.name() == name);
                if let Some(reason) = network.and_then(|network| fault(network, address)) {
                    cx.report(
                        node,
                        format!(
                            "service `{}` has the address `{address}`, but the network `{name}` {reason}",
                            service.name()
                        ),
                    )
                    .help("take another address of the network's subnet, or leave the choice to Docker");
                }
            }
        }
    }
}

/// Why a network surely cannot give an address.
fn fault(network: &Resource<'_>, address: IpAddr) -> Option<String> {
    if network.is_external() != Some(false)
        || !network.absent(&["driver"]) && network.at(&["driver"])?.as_str()? != "bridge"
    {
        return None;
    }
    let Some(pools) = network.at(&["ipam", "config"]) else {
        return network.absent(&["ipam", "config"]).then(|| "has no subnet of its own".to_owned());
    };
    let texts: Vec<&str> = pools.items().map(|pool| pool.get("subnet")?.as_str()).collect::<Option<_>>()?;
    let subnets: Vec<Subnet> = texts.iter().map(|text| Subnet::parse(text)).collect::<Option<_>>()?;
    let Some(at) = subnets.iter().position(|subnet| subnet.contains(address)) else {
        return Some(format!("has only `{}`", texts.join("`, `")));
    };
    let pool = pools.items().nth(at)?;
    let gateway = match pool.get("gateway") {
        Some(gateway) => gateway.as_str()?.parse().ok()?,
        None if pool.lacks("gateway") && pool.lacks("ip_range") => subnets[at].second(),
        None => return None,
    };
    if address == gateway {
        return Some("gives that to its gateway".to_owned());
    }
    (address == subnets[at].first()).then(|| "begins with that, which is its own".to_owned())
}
