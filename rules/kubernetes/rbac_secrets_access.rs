use crate::diagnostic::Severity;
use crate::model::kubernetes::Object;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Object(check);

/// Verbs that show secrets.
const READING: [&str; 3] = ["get", "list", "watch"];
/// Verbs that change them, and one that means nothing for secrets but that somebody meant something by.
const CHANGING: [&str; 6] = ["update", "patch", "delete", "deletecollection", "create", "impersonate"];
/// What stands for a role that reads secrets elsewhere.
const OF_READING: [&str; 3] = [
    "checkov:CKV2_K8S_5",
    "kics:k8s/rbac_roles_with_read_secrets_permissions",
    "kics:k8s/service_account_allows_access_secrets",
];

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    for rule in object.policy_rules() {
        if rule.item("resources", "secrets").is_none() || !rule.is_of("") || !rule.is_about_all() {
            continue;
        }
        let reading = rule.allows("verbs", &READING);
        let Some(verb) = reading.or_else(|| rule.allows("verbs", &CHANGING)) else { continue };
        let binding = cx.project.manifests.bound_everywhere(object);
        let (how, help) = match verb.as_str() {
            Some("create") => (
                "make a token of any service account, as a secret",
                "leave it out: `resourceNames` cannot limit what is created",
            ),
            _ if binding.is_some() => (
                "read or change every secret",
                "bind it in the namespaces that need it, or name the secrets in `resourceNames`",
            ),
            _ => ("read or change every secret", "name the secrets in `resourceNames`"),
        };
        let own = if object.kind() == "Role" { "trivy:KSV-0113" } else { "trivy:KSV-0041" };
        let reach = if binding.is_some() { " in all namespaces" } else { "" };
        let reported = cx.report(verb, format!("{} may {how}{reach}", object.title())).help(help).stands_for(
            ["kube-linter:access-to-secrets", own].into_iter().chain(reading.into_iter().flat_map(|_| OF_READING)),
        );
        if let Some(binding) = binding {
            reported.severity(Severity::Warning).label(binding.place().span(), "given in all namespaces here");
        }
    }
}
