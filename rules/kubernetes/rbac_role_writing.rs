use super::rbac_escalation::writes_roles;
use crate::model::kubernetes::Object;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    for rule in object.policy_rules() {
        let Some(place) = writes_roles(rule) else { continue };
        let about = |resource: &str| rule.item("resources", resource).is_some();
        let roles = (about("roles") || about("clusterroles")).then_some("trivy:KSV-0050");
        let bindings = about("rolebindings").then_some(["trivy:KSV-0051", "trivy:KSV-0055"]);
        let cluster = about("clusterrolebindings").then_some("trivy:KSV-0052");
        cx.report(place, format!("{} lets its bearer change who may do what", object.title()))
            .help("let people who may do so apply roles and bindings")
            .stands_for(roles.into_iter().chain(bindings.into_iter().flatten()).chain(cluster));
    }
}
