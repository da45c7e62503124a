use crate::model::kubernetes::Object;
use crate::rule::{Check, Cx};
use crate::spelling::nearest;

pub const CHECK: Check = Check::Object(check);

/// Roles that Kubernetes makes itself, besides those whose names begin with `system:`.
const BUILT_IN: [&str; 6] = [
    "cluster-admin",
    "admin",
    "edit",
    "view",
    "extension-apiserver-authentication-reader",
    "kubeadm:nodes-kubeadm-config",
];

/// How many roles are compared with one that is not there.
const MAX_COMPARED: usize = 200;

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let Some((kind, place)) = object.bound_role() else { return };
    if let Some(help) = mistake(object, cx) {
        cx.report(place, format!("{} gives a {kind} `{}` that doesn't exist", object.title(), place.text()))
            .help(help)
            .stands_for(unseen(object));
    }
}

/// The checks of other tools for which a binding to a role that cannot be seen counts as one that lets into pods.
pub fn unseen(binding: Object<'_>) -> Option<&'static str> {
    match (binding.kind(), binding.bound_role()?.0) {
        ("ClusterRoleBinding", _) => Some("polaris:clusterrolebindingPodExecAttach"),
        (_, "ClusterRole") => Some("polaris:rolebindingClusterRolePodExecAttach"),
        _ => Some("polaris:rolebindingRolePodExecAttach"),
    }
}

/// Whether the role that a binding gives is made by the cluster, or by one of its parts.
pub fn gives_built_in(binding: Object<'_>) -> bool {
    binding.bound_role().is_some_and(|(_, name)| BUILT_IN.contains(&name.text()) || name.text().contains(':'))
}

/// What was meant by a binding to a role that is not there.
pub fn mistake(object: Object<'_>, cx: &Cx<'_>) -> Option<String> {
    let (kind, place) = object.bound_role()?;
    let name = place.text();
    let manifests = &cx.project.manifests;
    let file = object.node().span().file;
    if gives_built_in(object) || !manifests.named(kind, name).is_empty() || !manifests.is_whole(file) {
        return None;
    }
    let of_kind = manifests.units(file).flat_map(|unit| unit.index().of_kind(kind)).take(MAX_COMPARED);
    let others = of_kind.filter(|it| it.same_namespace(object) != Some(false));
    let near = nearest(name, others.filter_map(|it| it.name()));
    let other_kind = if kind == "Role" { "ClusterRole" } else { "Role" };
    let is_other_kind = manifests.units(file).any(|unit| !unit.index().named(other_kind, name).is_empty());
    match near {
        Some(near) => Some(format!("did you mean `{near}`?")),
        None => is_other_kind.then(|| format!("`{name}` is a {other_kind}: set `kind: {other_kind}`")),
    }
}
