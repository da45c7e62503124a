use super::rbac_escalation::writes_roles;
use crate::model::kubernetes::{Object, PolicyRule};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let rules = object.policy_rules();
    let may_bind = rules.iter().any(|rule| {
        ["roles", "clusterroles"].iter().any(|roles| rule.item("resources", roles).is_some())
            && rule.allows("verbs", &["bind"]).is_some()
    });
    for rule in &rules {
        let Some(place) = writes_roles(*rule) else { continue };
        cx.report(place, format!("{} lets its bearer change who may do what", object.title()))
            .help("let people who may do so apply roles and bindings")
            .stands_for(peers(*rule, may_bind));
    }
}

/// The checks of other tools that ask for just these rights: one for who adds itself to a binding, and two for who makes bindings, which
/// count only together with the right to bind what it has not itself.
fn peers(rule: PolicyRule<'_>, may_bind: bool) -> Vec<&'static str> {
    let about = |resource: &str| rule.item("resources", resource).is_some();
    let may = |verb: &str| rule.allows("verbs", &[verb]).is_some();
    let makes = may_bind && may("create");
    let all = [
        (about("rolebindings") && may("get") && may("patch"), "trivy:KSV-0055"),
        (about("rolebindings") && makes, "trivy:KSV-0051"),
        (about("clusterrolebindings") && makes, "trivy:KSV-0052"),
    ];
    all.into_iter().filter(|(is_so, _)| *is_so).map(|(_, peer)| peer).collect()
}
