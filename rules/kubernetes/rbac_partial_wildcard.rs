use super::rbac_wildcard::everything;
use crate::model::kubernetes::{Object, PolicyRule};
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

/// What stands for a wildcard of either kind elsewhere.
const EITHER: [&str; 3] = ["kube-linter:wildcard-in-rules", "checkov:CKV_K8S_49", "kics:k8s/rbac_wildcard_in_rule"];

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let of_resources = if object.kind() == "Role" { "trivy:KSV-0112" } else { "trivy:KSV-0046" };
    // One finding for each kind of wildcard is enough to look at the role.
    let (mut said_verbs, mut said_resources) = (false, false);
    for rule in object.policy_rules().into_iter().filter(|rule| everything(*rule).is_none()) {
        let verb = rule.item("verbs", "*").filter(|_| !said_verbs);
        let resource = rule.item("resources", "*").filter(|_| !said_resources);
        let Some(place) = verb.or(resource) else { continue };
        said_verbs |= verb.is_some();
        said_resources |= resource.is_some();
        let peers = verb.map(|_| "trivy:KSV-0045").into_iter().chain(resource.map(|_| of_resources));
        let verbs = listed(rule, "verbs", "every verb").unwrap_or_else(|| "some verbs".into());
        let what = if rule.item("resources", "*").is_some() {
            format!(
                "every resource of {}",
                listed(rule, "apiGroups", "every API").unwrap_or_else(|| "some APIs".into())
            )
        } else {
            let paths = || listed(rule, "nonResourceURLs", "every address that is no resource");
            listed(rule, "resources", "every resource").or_else(paths).unwrap_or_else(|| "what it names".into())
        };
        cx.report(place, format!("{} allows {verbs} on {what}", object.title()))
            .help("name those that are needed")
            .stands_for(EITHER.into_iter().chain(peers));
    }
}

/// The items of a list, for messages; the empty API group is that of pods and services. `None` if there are none to be seen.
fn listed(rule: PolicyRule<'_>, list: &str, all: &str) -> Option<String> {
    if rule.item(list, "*").is_some() {
        return Some(all.to_owned());
    }
    let name = |it: Node<'_>| if it.text().is_empty() { "the core".to_owned() } else { format!("`{}`", it.text()) };
    let names: Vec<String> = rule.items(list).into_iter().flatten().map(name).collect();
    (!names.is_empty()).then(|| names.join(", "))
}
