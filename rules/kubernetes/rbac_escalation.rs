use super::rbac_wildcard::is_built_in;
use crate::diagnostic::Severity;
use crate::model::kubernetes::access::GROUP;
use crate::model::kubernetes::{Object, PolicyRule};
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

const ROLES: [&str; 2] = ["roles", "clusterroles"];
const BINDINGS: [&str; 2] = ["rolebindings", "clusterrolebindings"];
const WRITING: [&str; 3] = ["create", "update", "patch"];

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    if is_built_in(object) {
        return;
    }
    for rule in object.policy_rules() {
        if let Some(place) = extra_claims(rule) {
            cx.report(place, format!("{} lets its bearer claim anything of those as whom it acts", object.title()))
                .severity(Severity::Info)
                .help("name the values that it is about in `resourceNames`, or leave it out")
                .stands_for(["kics:k8s/rbac_roles_with_impersonate_permission"]);
        }
        // A rule for everything is another rule's finding.
        let is_everything = rule.item("verbs", "*").is_some() && rule.item("resources", "*").is_some();
        let Some((place, how, ids)) = Some(rule).filter(|_| !is_everything).and_then(way_up) else { continue };
        cx.report(place, format!("{} lets its bearer {how}", object.title()))
            .help("name the roles or accounts that it is about in `resourceNames`, or leave it out")
            .stands_for(ids.iter().copied());
    }
}

/// What stands for the right to bind roles elsewhere.
const OF_BINDING: [&str; 4] =
    ["trivy:KSV-0050", "checkov:CKV_K8S_157", "checkov:CKV2_K8S_1", "kics:k8s/rbac_roles_allow_privilege_escalation"];

/// How a rule lets its bearer get more rights than it has, where it is written, and what stands for that elsewhere.
fn way_up(rule: PolicyRule<'_>) -> Option<(Node<'_>, &'static str, &'static [&'static str])> {
    // Other APIs have roles and users of their own.
    let about = |group: &str, resources: &[&str]| rule.is_of(group) && rule.allows("resources", resources).is_some();
    let may = |verbs: &[&str]| rule.allows("verbs", verbs);
    if !rule.is_about_all() {
        return None;
    }
    if about(GROUP, &ROLES) {
        if let Some(place) = may(&["escalate"]) {
            return Some((
                place,
                "give its own role rights that it doesn't have",
                &["trivy:KSV-0050", "checkov:CKV_K8S_158", "kics:k8s/rbac_roles_allow_privilege_escalation"],
            ));
        }
        if let Some(place) = may(&["bind"]) {
            return Some((place, "give itself any role", &OF_BINDING));
        }
    }
    if about(GROUP, &BINDINGS)
        && let Some(place) = may(&["bind"])
    {
        return Some((place, "give itself any role", &OF_BINDING));
    }
    if about("", &["users", "groups", "serviceaccounts"])
        && let Some(place) = may(&["impersonate"])
    {
        let ids = &["trivy:KSV-0043", "checkov:CKV2_K8S_3", "kics:k8s/rbac_roles_with_impersonate_permission"];
        return Some((place, "act as anybody", ids));
    }
    None
}

/// Where a rule lets its bearer say more of those as whom it acts than their names and groups.
fn extra_claims(rule: PolicyRule<'_>) -> Option<Node<'_>> {
    let is_extra = |it: Node<'_>| it.as_str().is_some_and(|name| name == "uids" || name.starts_with("userextras/"));
    let is_about = rule.is_about_all() && rule.is_of("authentication.k8s.io");
    let has_extra = is_about && rule.items("resources").is_some_and(|mut it| it.any(is_extra));
    rule.item("verbs", "impersonate").filter(|_| has_extra)
}

/// Whether a rule writes roles or bindings, which the API limits to the rights that the writer has itself.
pub fn writes_roles(rule: PolicyRule<'_>) -> Option<Node<'_>> {
    let about = ROLES.iter().chain(&BINDINGS).any(|resource| rule.item("resources", resource).is_some());
    (about && rule.is_of(GROUP)).then(|| rule.allows("verbs", &WRITING)).flatten()
}
