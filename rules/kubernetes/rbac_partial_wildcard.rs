use crate::model::kubernetes::{Object, PolicyRule};
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

/// The API groups of Kubernetes whose resources are everybody's; an operator may well have all of its own.
const SHARED: [&str; 3] = ["", "apps", "batch"];
/// What stands for a wildcard of either kind elsewhere.
const EITHER: [&str; 3] = ["kube-linter:wildcard-in-rules", "checkov:CKV_K8S_49", "kics:k8s/rbac_wildcard_in_rule"];

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let rules = object.policy_rules();
    let partial: Vec<PolicyRule<'_>> =
        rules.into_iter().filter(|rule| every(*rule, "verbs") != every(*rule, "resources")).collect();
    if let Some((verb, rule)) = partial.iter().find_map(|rule| Some((rule.item("verbs", "*")?, rule))) {
        cx.report(verb, format!("{} allows every verb on {}", object.title(), listed(*rule, "resources")))
            .help("name the verbs that are needed")
            .stands_for(EITHER.into_iter().chain(["trivy:KSV-0045"]));
    }
    let shared = partial.iter().filter(|rule| rule.allows("apiGroups", &SHARED).is_some());
    if let Some((place, rule)) = shared.filter_map(|rule| Some((rule.item("resources", "*")?, rule))).next() {
        let peer = if object.kind() == "Role" { "trivy:KSV-0112" } else { "trivy:KSV-0046" };
        cx.report(place, format!("{} allows {} on every resource", object.title(), listed(*rule, "verbs")))
            .help("name the resources that are needed")
            .stands_for(EITHER.into_iter().chain([peer]));
    }
}

fn every(rule: PolicyRule<'_>, list: &str) -> bool {
    rule.item(list, "*").is_some()
}

/// The items of a list, for messages.
fn listed(rule: PolicyRule<'_>, list: &str) -> String {
    let names: Vec<String> =
        rule.items(list).into_iter().flatten().map(|it: Node<'_>| format!("`{}`", it.text())).collect();
    if names.is_empty() { "what it names".into() } else { names.join(", ") }
}
