use crate::model::kubernetes::{Object, PolicyRule};
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

/// What pods are made of, and the API groups that it is in.
const WORKLOADS: [&str; 8] =
    ["pods", "deployments", "statefulsets", "daemonsets", "replicasets", "replicationcontrollers", "jobs", "cronjobs"];
const GROUPS: [&str; 4] = ["", "apps", "batch", "extensions"];
const VERBS: [&str; 3] = ["create", "update", "patch"];

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    for rule in object.policy_rules() {
        let Some((verb, resource)) = creates(rule) else { continue };
        cx.report(
            verb,
            format!("{} may start any pod: it may `{}` `{}`", object.title(), verb.text(), resource.text()),
        )
        .label(resource.span(), "what pods are made of")
        .help("keep what it may create in a namespace of its own");
    }
}

/// The verb with which a rule lets its bearer make pods, and what they are made of. Every verb on every resource is
/// `rbac-wildcard`'s.
fn creates(rule: PolicyRule<'_>) -> Option<(Node<'_>, Node<'_>)> {
    rule.allows("apiGroups", &GROUPS)?;
    let verb = rule.allows("verbs", &VERBS)?;
    let resource = rule.allows("resources", &WORKLOADS)?;
    (verb.text() != "*" || resource.text() != "*").then_some((verb, resource))
}
