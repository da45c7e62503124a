use super::unused_config::is_marked;
use crate::model::kubernetes::{Object, access};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Object(check);

/// Parts of the names of roles that are made for people to be bound to.
const FOR_PEOPLE: [&str; 5] = ["view", "edit", "admin", "reader", "user"];

/// How many bindings are looked at for a role; where there are more, nothing is said.
const MOST: usize = 500;

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    if object.group() != access::GROUP || !matches!(object.kind(), "Role" | "ClusterRole") {
        return;
    }
    let file = object.node().span().file;
    let Some(name) = object.name().filter(|name| cx.project.manifests.is_closed(file, name)) else { return };
    let is_for_people = name.split(['-', ':', '.', '_']).any(|word| FOR_PEOPLE.iter().any(|it| word.starts_with(it)));
    let is_aggregated = is_marked(object);
    let aggregates = !object.node().absent(&["aggregationRule"]);
    if is_for_people || is_aggregated || aggregates || name.starts_with("system:") {
        return;
    }
    let all = cx.project.manifests.everywhere();
    let bindings = || ["RoleBinding", "ClusterRoleBinding"].into_iter().flat_map(|kind| all.of_kind(kind));
    let may_bind = |binding: &Object<'_>| match binding.bound_role() {
        Some((kind, role)) => kind == object.kind() && role.text() == name,
        None => true,
    };
    // A repository without bindings gives its roles to people by other means.
    let is_small = bindings().take(MOST + 1).count() <= MOST;
    if is_small && bindings().next().is_some() && !bindings().any(may_bind) {
        cx.report(
            object.name_node().unwrap_or(object.node()),
            format!("nothing in this repository binds {}", object.title()),
        )
        .help("remove it, or bind it to who needs it");
    }
}
