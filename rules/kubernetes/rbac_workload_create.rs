use crate::model::kubernetes::{Object, PolicyRule};
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

/// What pods are made of, and the API groups that it is in.
const WORKLOADS: [(&str, &[&str]); 7] = [
    ("deployments", &["apps", "extensions"]),
    ("statefulsets", &["apps"]),
    ("daemonsets", &["apps", "extensions"]),
    ("replicasets", &["apps", "extensions"]),
    ("replicationcontrollers", &[""]),
    ("jobs", &["batch"]),
    ("cronjobs", &["batch"]),
];
const PODS: (&str, &[&str]) = ("pods", &[""]);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    for rule in object.policy_rules() {
        let Some((verb, resource)) = starts(rule) else { continue };
        let is_change = resource.as_str() == Some(PODS.0) && matches!(verb.text(), "update" | "patch");
        let what = if is_change { "run any image in a pod" } else { "start any pod" };
        cx.report(verb, format!("{} may {what}: it may `{}` `{}`", object.title(), verb.text(), resource.text()))
            .label(resource.span(), "what pods are made of")
            .help("keep what it may create in a namespace of its own")
            .stands_for(peers(rule, verb));
    }
}

/// The verb with which a rule lets its bearer start pods, and what they are made of. A new pod is asked for first, then the change of a
/// template, then that of the image of a pod, which is all of it that can be changed. Every verb on every resource is `rbac-wildcard`'s.
fn starts(rule: PolicyRule<'_>) -> Option<(Node<'_>, Node<'_>)> {
    const CHANGING: [&str; 2] = ["update", "patch"];
    if rule.is_about_some() {
        return None;
    }
    let of = |(name, groups): (&str, &[&str])| rule.allows("apiGroups", groups).and(rule.allows("resources", &[name]));
    let workload = || WORKLOADS.into_iter().find_map(of);
    let created = || Some((rule.allows("verbs", &["create"])?, of(PODS).or_else(workload)?));
    let changed = || Some((rule.allows("verbs", &CHANGING)?, workload().or_else(|| of(PODS))?));
    created().or_else(changed).filter(|(verb, resource)| verb.text() != "*" || resource.text() != "*")
}

/// The checks of other tools that ask for just these rights.
fn peers(rule: PolicyRule<'_>, verb: Node<'_>) -> Vec<&'static str> {
    let is_new_pod = rule.allows("verbs", &["create"]).is_some() && rule.allows("resources", &[PODS.0]).is_some();
    let of_pods = ["kube-linter:access-to-create-pods", "kics:k8s/permissive_access_to_create_pods"];
    let of_pods = of_pods.into_iter().filter(|_| is_new_pod);
    of_pods.chain((verb.text() != "patch").then_some("trivy:KSV-0048")).collect()
}
