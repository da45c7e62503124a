use crate::diagnostic::Severity;
use crate::model::kubernetes::Object;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

/// What Kubernetes itself binds to every account.
const PUBLIC: [&str; 4] =
    ["system:basic-user", "system:discovery", "system:public-info-viewer", "system:service-account-issuer-discovery"];

/// The groups that everybody is in, each in words, and what to bind to instead.
const EVERYONE: [(&str, &str, &str); 2] = [
    ("system:authenticated", "every account of the cluster", "bind it to a service account or to a group of your own"),
    (
        "system:serviceaccounts",
        "every service account",
        "bind it to a service account, or to those of one namespace (`system:serviceaccounts:NAMESPACE`)",
    ),
];

/// With this role, others may take images from a namespace of `OpenShift`.
const IMAGE_PULLER: &str = "system:image-puller";

const READING: [&str; 3] = ["get", "list", "watch"];

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let Some((kind, role)) = object.bound_role() else { return };
    let subjects = object.access_subjects();
    let found = subjects.iter().find_map(|subject| {
        let (_, who, help) = EVERYONE.into_iter().find(|(group, ..)| *group == subject.name)?;
        Some((subject, who, help))
    });
    let Some((everyone, who, help)) = found else { return };
    let roles = cx.project.manifests.named(kind, role.text());
    let is_harmless = !roles.is_empty() && roles.iter().all(|role| only_reads(*role) || only_uses_policies(*role));
    // The name that the examples of Kubernetes gave the roles for them.
    let is_for_policies = roles.is_empty() && role.text().starts_with("psp:");
    if PUBLIC.contains(&role.text()) || is_harmless || is_for_policies {
        return;
    }
    let is_everywhere = object.kind() == "ClusterRoleBinding";
    let reach = match object.namespace_node().and_then(Node::as_text) {
        _ if is_everywhere => String::new(),
        Some(namespace) => format!(" in namespace `{namespace}`"),
        None => " in one namespace".into(),
    };
    let message = format!("{who} (`{}`) has the {kind} `{}`{reach}", everyone.name, role.text());
    // Another tool asks it of what reaches the whole cluster alone.
    let peer = is_everywhere.then_some("trivy:KSV-01011");
    let reported = cx.report(everyone.place, message).help(help).stands_for(peer);
    if role.text() == IMAGE_PULLER && !is_everywhere {
        reported.severity(Severity::Info);
    }
}

/// Whether a role only allows pods to use a `PodSecurityPolicy`, which Kubernetes does not have since 1.25.
fn only_uses_policies(role: Object<'_>) -> bool {
    let rules = role.policy_rules();
    let is_all = |list: &str, value: &str| {
        rules.iter().all(|rule| rule.items(list).is_some_and(|mut items| items.all(|it| it.as_str() == Some(value))))
    };
    !rules.is_empty() && is_all("verbs", "use") && is_all("resources", "podsecuritypolicies")
}

/// Whether a role only reads, and no secrets.
fn only_reads(role: Object<'_>) -> bool {
    let rules = role.policy_rules();
    let reads = |list: &str, allowed: &dyn Fn(&str) -> bool| {
        rules
            .iter()
            .all(|rule| rule.items(list).is_some_and(|mut items| items.all(|it| it.as_str().is_some_and(allowed))))
    };
    !rules.is_empty()
        && reads("verbs", &|verb| READING.contains(&verb))
        && reads("resources", &|resource| resource != "secrets" && resource != "*")
}
