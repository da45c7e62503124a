use crate::model::kubernetes::Object;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Object(check);

/// What Kubernetes itself binds to every account.
const PUBLIC: [&str; 4] =
    ["system:basic-user", "system:discovery", "system:public-info-viewer", "system:service-account-issuer-discovery"];

const EVERYONE: [&str; 2] = ["system:authenticated", "system:serviceaccounts"];

const READING: [&str; 3] = ["get", "list", "watch"];

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let Some((kind, role)) = object.bound_role() else { return };
    let subjects = object.access_subjects();
    let Some(everyone) = subjects.iter().find(|subject| EVERYONE.contains(&subject.name)) else { return };
    let roles = cx.project.manifests.named(kind, role.text());
    let is_harmless = !roles.is_empty() && roles.iter().all(|role| only_reads(*role));
    if PUBLIC.contains(&role.text()) || is_harmless {
        return;
    }
    let message = format!("every account of the cluster (`{}`) has the {kind} `{}`", everyone.name, role.text());
    // Another tool asks it of what reaches the whole cluster alone.
    let peer = (object.kind() == "ClusterRoleBinding").then_some("trivy:KSV-01011");
    cx.report(everyone.place, message).help("bind it to a service account or to a group of your own").stands_for(peer);
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
