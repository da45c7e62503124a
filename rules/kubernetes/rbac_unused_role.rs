use rustc_hash::FxHashSet;

use super::rbac_wildcard::is_built_in;
use crate::model::kubernetes::Object;
use crate::project::Project;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Repository(check);

fn check(project: &Project<'_>, cx: &mut Cx<'_>) {
    let everywhere = project.manifests.everywhere();
    let bindings = ["RoleBinding", "ClusterRoleBinding"].into_iter().flat_map(|kind| everywhere.of_kind(kind));
    let bound: Option<FxHashSet<(&str, &str)>> =
        bindings.map(|binding| binding.bound_role().map(|(kind, name)| (kind, name.text()))).collect();
    // A binding of which the role is not known may be of any.
    let Some(bound) = bound.filter(|bound| !bound.is_empty()) else { return };
    for kind in ["Role", "ClusterRole"] {
        let unused = everywhere.of_kind(kind).iter().filter(|role| is_for_a_binding(**role));
        for role in unused {
            let file = role.node().span().file;
            let Some(name) = role.name().filter(|name| !bound.contains(&(kind, *name))) else { continue };
            if project.manifests.is_plain(file) && project.manifests.is_whole(file) {
                cx.report(role.place(), format!("no binding gives anybody the {kind} `{name}`"))
                    .help("bind it, or remove it");
            }
        }
    }
}

/// Whether a role is of use only through a binding: neither made by Kubernetes, nor a part of another role.
fn is_for_a_binding(role: Object<'_>) -> bool {
    let is_part = |key: &str| key.starts_with("rbac.authorization.k8s.io/aggregate-to-");
    let is_aggregated =
        role.labels().is_some_and(|labels| labels.is_open() || labels.entries().any(|it| is_part(it.key.text())));
    let is_aggregate = role.node().get("aggregationRule").is_some_and(|rule| !Node::is_null(rule));
    !role.policy_rules().is_empty() && !is_built_in(role) && !is_aggregated && !is_aggregate
}
