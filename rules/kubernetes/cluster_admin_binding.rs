use crate::diagnostic::Severity;
use crate::model::kubernetes::Object;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let is_for_cluster = object.kind() == "ClusterRoleBinding";
    if object.group() != "rbac.authorization.k8s.io"
        || !(is_for_cluster || object.kind() == "RoleBinding")
        || is_built_in(object)
    {
        return;
    }
    let role = object.node().at(&["roleRef", "name"]).filter(|role| role.as_str() == Some("cluster-admin"));
    // A ClusterRoleBinding gives no Role: the API server refuses it, and what is meant is the ClusterRole.
    let kind = object.node().at(&["roleRef", "kind"]).and_then(Node::as_str);
    let Some(role) = role.filter(|_| kind == Some("ClusterRole") || is_for_cluster && kind == Some("Role")) else {
        return;
    };
    let subjects: Vec<Node<'_>> = object.node().get("subjects").into_iter().flat_map(Node::items).collect();
    let account = subjects.iter().find(|subject| subject.get("kind").and_then(Node::as_str) == Some("ServiceAccount"));
    let Some(subject) = account.or(subjects.first()) else { return };
    let kind = subject.get("kind").map_or("subject", Node::text);
    let name = subject.get("name").map_or("", Node::text);
    let reach = if is_for_cluster { "the whole cluster" } else { "its namespace" };
    let reported = cx
        .report(role, format!("role `cluster-admin` gives {kind} `{name}` every right in {reach}"))
        .help("bind a role with only the verbs and resources that it needs");
    // People may administer; a service should not, and what is bound to one namespace ends there.
    if account.is_none() || !is_for_cluster {
        reported.severity(Severity::Warning);
    }
}

/// Whether Kubernetes makes the binding itself, which of this role it has but one.
fn is_built_in(object: Object<'_>) -> bool {
    object.labels().is_some_and(|labels| labels.get("kubernetes.io/bootstrapping").is_some())
}
