use std::net::Ipv4Addr;

use rustc_hash::FxHashMap;

use crate::model::compose::{Resource, ResourceKind};
use crate::project::compose::ComposeProject;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::ComposeProject(check);

fn check(project: &ComposeProject<'_>, cx: &mut Cx<'_>) {
    let networks = project.resources(ResourceKind::Network);
    let mut taken: FxHashMap<(&str, Ipv4Addr), Node<'_>> = FxHashMap::default();
    for service in &project.services {
        for block in service.layers.all(&["networks"]) {
            for entry in block.entries() {
                let Some(node) = entry.value.get("ipv4_address") else { continue };
                let Some(address) = node.as_str().and_then(|text| text.parse::<Ipv4Addr>().ok()) else { continue };
                let name = entry.key.text();
                if let Some(first) = taken.get(&(name, address)).filter(|first| **first != node) {
                    cx.report(node, format!("service `{}` has the address `{address}` of another", service.name()))
                        .label(first.span(), "taken here")
                        .help("give it another one");
                    continue;
                }
                taken.insert((name, address), node);
                let network = networks.iter().find(|network| network.name() == name);
                if let Some(reason) = network.and_then(|network| fault(network, address)) {
                    cx.report(
                        node,
                        format!(
                            "service `{}` has the address `{address}`, but the network `{name}` {reason}",
                            service.name()
                        ),
                    )
                    .help("give the network a subnet with that address, or leave the address to Docker");
                }
            }
        }
    }
}

/// Why a network surely cannot give an address.
fn fault(network: &Resource<'_>, address: Ipv4Addr) -> Option<String> {
    if network.is_external() != Some(false)
        || !network.absent(&["driver"]) && network.at(&["driver"])?.as_str()? != "bridge"
    {
        return None;
    }
    let Some(pools) = network.at(&["ipam", "config"]) else {
        return network.absent(&["ipam", "config"]).then(|| "has no subnet of its own".to_owned());
    };
    let subnets: Vec<&str> = pools.items().map(|pool| pool.get("subnet")?.as_str()).collect::<Option<_>>()?;
    let ranges: Vec<(Ipv4Addr, u32)> =
        subnets.iter().filter(|subnet| !subnet.contains("::")).map(|text| subnet(text)).collect::<Option<_>>()?;
    let is_in = |(base, bits): &(Ipv4Addr, u32)| {
        let mask = u32::MAX.checked_shl(32 - bits).unwrap_or(0);
        base.to_bits() & mask == address.to_bits() & mask
    };
    (!ranges.iter().any(is_in)).then(|| format!("has only `{}`", subnets.join("`, `")))
}

fn subnet(text: &str) -> Option<(Ipv4Addr, u32)> {
    let (base, bits) = text.split_once('/')?;
    Some((base.parse().ok()?, bits.parse().ok().filter(|bits| *bits <= 32)?))
}
