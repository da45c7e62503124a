use crate::model::kubernetes::Object;
use crate::model::kubernetes::schema::is_stand_in;
use crate::rule::{Check, Cx};
use crate::spelling;
use crate::tree::{Kind, Node};

pub const CHECK: Check = Check::Object(check);

/// What a quota limits by amounts, and what it counts: the resources without a domain (`standardQuotaResources` and
/// `integerResources` in `pkg/apis/core/helper/helpers.go` of Kubernetes, taken 2026-11-22).
const AMOUNTS: [&str; 10] = [
    "cpu",
    "ephemeral-storage",
    "limits.cpu",
    "limits.ephemeral-storage",
    "limits.memory",
    "memory",
    "requests.cpu",
    "requests.ephemeral-storage",
    "requests.memory",
    "requests.storage",
];
const COUNTS: [&str; 9] = [
    "configmaps",
    "persistentvolumeclaims",
    "pods",
    "replicationcontrollers",
    "resourcequotas",
    "secrets",
    "services",
    "services.loadbalancers",
    "services.nodeports",
];

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    if !object.is("", "ResourceQuota") {
        return;
    }
    for entry in object.node().at(&["spec", "hard"]).into_iter().flat_map(Node::entries) {
        let Some(resource) = entry.key.as_text() else { continue };
        let is_count = COUNTS.contains(&resource) || resource.starts_with("count/");
        let is_known = is_count
            || AMOUNTS.contains(&resource)
            || resource.contains('/')
            || is_stand_in(resource)
            || resource.contains("hugepages-");
        if !is_known {
            let near = spelling::nearest(resource, AMOUNTS.into_iter().chain(COUNTS));
            cx.report(entry.key, format!("{} limits `{resource}`, which a quota does not know", object.title())).help(near.map_or_else(
                || "resources of other makers have a domain, and objects are counted as `count/deployments.apps`: the API server refuses the object".to_owned(),
                |near| format!("did you mean `{near}`?"),
            ));
        } else if is_count && entry.value.kind() == Kind::Float {
            cx.report(entry.value, format!("{} limits `{resource}` to {}", object.title(), entry.value.text()))
                .help("write a whole number: the API server refuses the object");
        }
    }
}
