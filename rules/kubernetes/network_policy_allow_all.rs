use crate::model::kubernetes::{NetworkPolicy, Object};
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

/// The field with the rules of a direction, the one with the peers of a rule, what it means, and what stands for a range that is open to all.
const FIELDS: [(&str, &str, &str, &str); 2] = [
    ("ingress", "from", "anything may reach", "trivy:KUBE-0001"),
    ("egress", "to", "anything may be reached by", "trivy:KUBE-0002"),
];

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let Some(policy) = NetworkPolicy::new(object) else { return };
    let is_for_all = policy.selector().is_some_and(|selector| selects_all(selector.node()));
    let pods = if is_for_all { "all pods of its namespace" } else { "its pods" };
    for (field, peers, what, peer) in FIELDS {
        for rule in policy.rules(field).filter(|rule| rule.is_map() && !rule.is_open()) {
            let message = format!("{}: {what} {pods}", object.title());
            if is_for_all && rule.entries().next().is_none() {
                cx.report(rule, message)
                    .help("say in the rule who may, or leave out the policy: it has no effect")
                    .stands_for([]);
                continue;
            }
            let ranges = rule.get(peers).into_iter().flat_map(Node::items).filter_map(|peer| peer.get("ipBlock"));
            let is_open = |range: &Node<'_>| {
                let cidr = range.get("cidr").and_then(Node::as_str);
                matches!(cidr, Some("0.0.0.0/0" | "::/0")) && range.absent(&["except"]) && rule.absent(&["ports"])
            };
            if let Some(range) = ranges.filter(is_open).find_map(|range| range.get("cidr")) {
                cx.report(range, message).help("name the ranges, or the ports that are meant").stands_for([peer]);
            }
        }
    }
}

/// Whether a selector surely selects everything.
fn selects_all(selector: Node<'_>) -> bool {
    selector.is_map() && !selector.is_open() && selector.entries().next().is_none()
}
