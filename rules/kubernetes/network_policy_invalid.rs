use std::net::IpAddr;

use crate::model::kubernetes::{NetworkPolicy, Object};
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let Some(policy) = NetworkPolicy::new(object) else { return };
    for (field, peers) in [("ingress", "from"), ("egress", "to")] {
        for rule in policy.rules(field) {
            rule.get(peers).into_iter().flat_map(Node::items).for_each(|peer| check_peer(peer, object, cx));
            rule.get("ports").into_iter().flat_map(Node::items).for_each(|port| check_port(port, object, cx));
        }
    }
}

fn check_peer(peer: Node<'_>, object: Object<'_>, cx: &mut Cx<'_>) {
    let Some(block) = peer.get("ipBlock") else { return };
    let title = object.title();
    let selector = ["podSelector", "namespaceSelector"].into_iter().find_map(|key| peer.entry(key));
    if let Some(selector) = selector.filter(|it| !it.value.is_null()) {
        cx.report(selector.key, format!("a peer of {title} has both `ipBlock` and `{}`", selector.key.text()))
            .help("make two peers of it: addresses and pods cannot be given in one");
    }
    let Some((text, range)) = block.get("cidr").and_then(|node| Some((node, node.as_str()?))) else { return };
    let Some(outer) = parse(range) else {
        cx.report(text, format!("`{range}` in {title} is no range of addresses"))
            .help("write an address and the length of its prefix, such as `10.0.0.0/16`");
        return;
    };
    for node in block.get("except").into_iter().flat_map(Node::items) {
        let Some(except) = node.as_str() else { continue };
        if !parse(except).is_some_and(|inner| contains(outer, inner)) {
            cx.report(node, format!("`{except}` in {title} is not a part of `{range}`"))
                .help("`except` takes ranges out of `cidr`, so each has to lie within it");
        }
    }
}

fn check_port(port: Node<'_>, object: Object<'_>, cx: &mut Cx<'_>) {
    let Some(last) = port.get("endPort").and_then(|node| Some((node, node.as_i64()?))) else { return };
    let Some(first) = port.get("port") else {
        if port.absent(&["port"]) {
            cx.report(last.0, format!("the range of ports to `{}` in {} has no first port", last.1, object.title()))
                .help("give the first one in `port`");
        }
        return;
    };
    let is_name = first.as_str().is_some_and(|name| name.parse::<u16>().is_err());
    if is_name || first.as_i64().is_some_and(|first| first > last.1) {
        cx.report(
            last.0,
            format!("the range of ports `{}` to `{}` in {} is none", first.text(), last.1, object.title()),
        )
        .help("`endPort` has to follow a number in `port` that is not greater");
    }
}

/// An address and the length of its prefix in bits.
fn parse(range: &str) -> Option<(IpAddr, u8)> {
    let (address, length) = range.split_once('/')?;
    let (address, length) = (address.parse::<IpAddr>().ok()?, length.parse::<u8>().ok()?);
    (length <= if address.is_ipv4() { 32 } else { 128 }).then_some((address, length))
}

fn contains(outer: (IpAddr, u8), inner: (IpAddr, u8)) -> bool {
    let bits = |address: IpAddr| match address {
        IpAddr::V4(address) => (u128::from(u32::from(address)) << 96, 32),
        IpAddr::V6(address) => (u128::from(address), 128),
    };
    let ((a, width), (b, other)) = (bits(outer.0), bits(inner.0));
    let differing = (a ^ b).leading_zeros();
    width == other && inner.1 >= outer.1 && (outer.1 == 0 || differing >= u32::from(outer.1))
}
