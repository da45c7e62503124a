use super::rbac_wildcard::{bindings, is_built_in};
use crate::model::kubernetes::{Object, PolicyRule};
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

/// What gets into a pod that runs, and the checks of other tools about it.
const WAYS_IN: [(&str, &[&str]); 4] = [
    ("pods/exec", EXEC),
    ("pods/attach", &["trivy:KSV-0054", "kics:k8s/rbac_roles_with_attach_permission"]),
    ("pods/portforward", &["kics:k8s/rbac_roles_with_portforwarding_permissions"]),
    (
        "pods/*",
        &["trivy:KSV-0053", "kics:k8s/rbac_roles_with_exec_permission", "kics:k8s/rbac_roles_with_attach_permission"],
    ),
];
const EXEC: &[&str] = &["trivy:KSV-0053", "kics:k8s/rbac_roles_with_exec_permission"];
/// Verbs that do: connections are made with `create`, over `WebSockets` with `get`.
const VERBS: [&str; 4] = ["create", "get", "update", "patch"];
/// The checks of other tools about roles, whatever binds them.
const ALWAYS: [&str; 1] = ["checkov:CKV2_K8S_2"];
/// The roles for people that Kubernetes makes itself; others have these prefixes, or those of its providers.
const OF_THE_CLUSTER: [&str; 3] = ["admin", "cluster-admin", "edit"];

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let is_known = object.name().is_some_and(|name| {
        OF_THE_CLUSTER.contains(&name) || ["system:", "gce:"].iter().any(|prefix| name.starts_with(prefix))
    });
    if is_built_in(object) || is_known {
        return;
    }
    let rules = object.policy_rules();
    let rules: Vec<_> =
        rules.into_iter().map(|rule| (rule, ways_in(rule))).filter(|(_, ways)| !ways.is_empty()).collect();
    if rules.is_empty() {
        return;
    }
    let own = if object.kind() == "Role" { "polaris:rolePodExecAttach" } else { "polaris:clusterrolePodExecAttach" };
    let bound: Vec<&'static str> = bindings(object, cx)
        .into_iter()
        .map(|binding| match (binding.kind(), object.kind()) {
            ("ClusterRoleBinding", _) => "polaris:clusterrolebindingPodExecAttach",
            (_, "ClusterRole") => "polaris:rolebindingClusterRolePodExecAttach",
            _ => "polaris:rolebindingRolePodExecAttach",
        })
        .collect();
    for (rule, ways) in rules {
        let Some((place, _)) = ways.first() else { continue };
        // That `get` opens a connection, too, only some know.
        let is_known = rule.allows("verbs", &VERBS.map(|verb| if verb == "get" { "create" } else { verb })).is_some();
        let peers = ways.iter().flat_map(|(_, peers)| peers.iter().copied());
        let peers = peers.filter(|peer| is_known || !peer.starts_with("kics:"));
        cx.report(*place, format!("{} gets into running pods (`{}`)", object.title(), place.text()))
            .help("leave it out, or give it to people for a limited time")
            .stands_for(ALWAYS.into_iter().chain([own]).chain(peers).chain(bound.iter().copied()));
    }
}

/// Where a rule lets its bearer into pods, and what stands for that elsewhere.
fn ways_in(rule: PolicyRule<'_>) -> Vec<(Node<'_>, &'static [&'static str])> {
    if rule.allows("verbs", &VERBS).is_none() {
        return Vec::new();
    }
    let named = WAYS_IN.iter().filter_map(|(resource, peers)| Some((rule.item("resources", resource)?, *peers)));
    let everything = rule.item("resources", "*").filter(|_| rule.is_of("")).map(|place| (place, EXEC));
    named.chain(everything).collect()
}
