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
    let name = place.text();
    let manifests = &cx.project.manifests;
    let file = object.node().span().file;
    if BUILT_IN.contains(&name)
        || name.contains(':')
        || !manifests.named(kind, name).is_empty()
        || manifests.is_patch(file)
        || manifests.units(file).any(|unit| unit.partial)
    {
        return;
    }
    let of_kind = manifests.units(file).flat_map(|unit| unit.index().of_kind(kind)).take(MAX_COMPARED);
    let others = of_kind.filter(|it| it.same_namespace(object) != Some(false));
    let near = nearest(name, others.filter_map(|it| it.name()));
    let other_kind = if kind == "Role" { "ClusterRole" } else { "Role" };
    let is_other_kind = manifests.units(file).any(|unit| !unit.index().named(other_kind, name).is_empty());
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None if is_other_kind => format!("`{name}` is a {other_kind}: set `kind: {other_kind}`"),
        None => return,
    };
    cx.report(place, format!("{} gives a {kind} `{name}` that doesn't exist", object.title())).help(help);
}
