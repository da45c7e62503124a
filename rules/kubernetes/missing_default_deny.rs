use crate::model::kubernetes::{DIRECTIONS, NetworkPolicy, Object};
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

/// How many policies are looked at for one object; where there are more, nothing is said.
pub const MOST: usize = 200;

/// Policies for more than one namespace and those of network plug-ins, which are not read here.
pub const OTHERS: [&str; 6] = [
    "CiliumNetworkPolicy",
    "CiliumClusterwideNetworkPolicy",
    "GlobalNetworkPolicy",
    "AdminNetworkPolicy",
    "BaselineAdminNetworkPolicy",
    "ClusterNetworkPolicy",
];

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let manifests = &cx.project.manifests;
    let file = object.node().span().file;
    if NetworkPolicy::new(object).is_none() || !manifests.is_whole(file) || !manifests.has_pods(file) {
        return;
    }
    let all = manifests.everywhere();
    let policies = all.of_kind("NetworkPolicy");
    if policies.len() > MOST || OTHERS.iter().any(|kind| !all.of_kind(kind).is_empty()) {
        return;
    }
    let here: Vec<Object<'_>> =
        policies.iter().copied().filter(|policy| policy.same_namespace(object) != Some(false)).collect();
    // It is said once for a namespace, at its first policy.
    if here.first() != Some(&object) {
        return;
    }
    let may_deny = |direction: &str| here.iter().any(|policy| may_deny(*policy, direction));
    let open: Vec<&str> = DIRECTIONS.iter().map(|(name, _)| *name).filter(|name| !may_deny(name)).collect();
    if !open.is_empty() {
        let namespace = object.namespace_node().map_or("the default namespace".into(), |it| format!("`{}`", it.text()));
        cx.report(object.place(), format!("no NetworkPolicy isolates all pods of {namespace} ({})", open.join(", ")))
            .help("add one with `podSelector: {}`, both `policyTypes` and no rules, and let the others allow what is needed");
    }
}

/// Whether a policy may be for all pods of its namespace and isolate them.
fn may_deny(policy: Object<'_>, direction: &str) -> bool {
    let Some(policy) = NetworkPolicy::new(policy) else { return true };
    let is_for_all = policy.selector().is_none_or(|selector| {
        let node = selector.node();
        node.is_open()
            || node.is_null()
            || node.entries().all(|entry| entry.value.entries().next().is_none() && entry.value.items().len() == 0)
    });
    is_for_all && policy.isolates(direction) != Some(false) && !allows_all(policy, direction)
}

/// Whether one of its rules surely lets everything through.
fn allows_all(policy: NetworkPolicy<'_>, direction: &str) -> bool {
    let field = if direction == "Egress" { "egress" } else { "ingress" };
    policy.rules(field).any(|rule: Node<'_>| rule.is_map() && !rule.is_open() && rule.entries().next().is_none())
}
