use crate::model::kubernetes::Object;
use crate::project::manifests::Unit;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Object(check);

/// Labels that say what an object is, and are no sign that some controller looks for it: by the beginnings of their keys.
const DESCRIPTIVE: [&str; 9] =
    ["app", "chart", "component", "heritage", "k8s-app", "name", "release", "version", "helm.sh/"];

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let kinds = ["ConfigMap", "Secret", "PersistentVolumeClaim", "ServiceAccount"];
    let manifests = &cx.project.manifests;
    let file = object.node().span().file;
    if !kinds.iter().any(|kind| object.is("", kind)) || !manifests.has_pods(file) {
        return;
    }
    let Some((name, node)) = object.name().zip(object.name_node()) else { return };
    if is_marked(object) || name == "default" || manifests.is_mentioned(name) || !manifests.is_closed(file, name) {
        return;
    }
    let is_systems = object.namespace_node().is_some_and(|namespace| namespace.text() == "kube-system");
    let units = || manifests.units(file);
    if is_systems
        || units().any(|unit| may_be_read(unit, object.kind()))
        || object.kind() == "PersistentVolumeClaim" && units().any(|unit| is_member(unit, name))
    {
        return;
    }
    cx.report(node, format!("no manifest here names {}", object.title()))
        .help("remove it, or name it where it is needed");
}

/// Whether a role that is applied with it lets programs look for objects of a kind by a name of their own.
fn may_be_read(unit: &Unit<'_>, kind: &str) -> bool {
    let resource = match kind {
        "ConfigMap" => "configmaps",
        "Secret" => "secrets",
        _ => return false,
    };
    let roles = ["Role", "ClusterRole"].into_iter().flat_map(|kind| unit.index().of_kind(kind));
    roles.flat_map(|role| role.policy_rules()).any(|rule| {
        rule.is_of("")
            && rule.allows("resources", &[resource]).is_some()
            && rule.allows("verbs", &["get", "list", "watch"]).is_some()
    })
}

/// Whether a claim may be one that a `StatefulSet` takes for its pods: `TEMPLATE-NAME-0`.
fn is_member(unit: &Unit<'_>, claim: &str) -> bool {
    let Some((rest, number)) = claim.rsplit_once('-') else { return false };
    let ends =
        |set: &Object<'_>| set.name().is_some_and(|name| rest.strip_suffix(name).is_some_and(|it| it.ends_with('-')));
    number.bytes().all(|byte| byte.is_ascii_digit()) && unit.index().of_kind("StatefulSet").iter().any(ends)
}

/// Whether an object has a label or an annotation by which something may find it.
pub fn is_marked(object: Object<'_>) -> bool {
    let finds = |key: &str| !DESCRIPTIVE.iter().any(|beginning| key.starts_with(beginning));
    ["labels", "annotations"].iter().any(|field| match object.node().at(&["metadata", field]) {
        Some(map) => map.is_open() || map.entries().any(|entry| finds(entry.key.text())),
        None => !object.node().absent(&["metadata", field]),
    })
}
