use crate::diagnostic::Severity;
use crate::model::kubernetes::Object;
use crate::project::manifests::Unit;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Object(check);

/// The API groups of Kubernetes that every cluster has something in.
const CORE: [&str; 4] = ["", "apps", "batch", "rbac.authorization.k8s.io"];

/// The verbs on objects, which are all that most programs ever use.
const EVERY_VERB: [&str; 7] = ["get", "list", "watch", "create", "update", "patch", "delete"];
/// What stands for a role with these rights elsewhere, whatever binds it.
const ALWAYS: [&str; 5] = [
    "kube-linter:wildcard-in-rules",
    "trivy:KSV-0045",
    "checkov:CKV_K8S_49",
    "kics:k8s/rbac_wildcard_in_rule",
    "kics:k8s/permissive_access_to_create_pods",
];

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    if is_built_in(object) {
        return;
    }
    for rule in object.policy_rules() {
        let all = || EVERY_VERB.iter().all(|verb| rule.item("verbs", verb).is_some());
        let listed = || rule.items("verbs").and_then(|mut verbs| verbs.next()).filter(|_| all());
        let Some((verb, resource)) = rule.item("verbs", "*").or_else(listed).zip(rule.item("resources", "*")) else {
            continue;
        };
        let is_everything = rule.item("apiGroups", "*").is_some();
        // A role for one API, which an operator brings along, is about what is its own.
        if !is_everything && rule.allows("apiGroups", &CORE).is_none() {
            continue;
        }
        let of_what = if is_everything { "of every API" } else { "of its API groups" };
        let bindings = bindings(object, cx);
        let is_for_a_service =
            bindings.iter().any(|it| it.access_subjects().iter().any(|it| it.kind == "ServiceAccount"));
        let severity = if is_everything && is_for_a_service { Severity::Error } else { Severity::Warning };
        let ids = bindings.iter().filter(|_| is_everything).map(|binding| match (binding.kind(), object.kind()) {
            ("ClusterRoleBinding", _) => "polaris:clusterrolebindingClusterAdmin",
            (_, "ClusterRole") => "polaris:rolebindingClusterAdminClusterRole",
            _ => "polaris:rolebindingClusterAdminRole",
        });
        let own = if object.kind() == "Role" { "trivy:KSV-0112" } else { "trivy:KSV-0046" };
        let own = [own].into_iter().chain(is_everything.then_some("trivy:KSV-0044"));
        cx.report(verb, format!("{} allows everything on every resource {of_what}", object.title()))
            .label(resource.span(), "every resource")
            .help("name the verbs and resources that are needed")
            .severity(severity)
            .stands_for(ALWAYS.into_iter().chain(own).chain(ids));
        return;
    }
}

/// The bindings of a role that are applied with it, without those that Kubernetes and its providers make themselves.
pub fn bindings<'p>(role: Object<'_>, cx: &Cx<'p>) -> Vec<Object<'p>> {
    let objects = cx.project.manifests.units(role.node().span().file).flat_map(Unit::objects);
    let gives = |binding: &Object<'_>| {
        binding.bound_role().is_some_and(|(kind, name)| kind == role.kind() && name.as_text() == role.name())
    };
    let is_own = |binding: &Object<'_>| {
        !binding.name().is_some_and(|name| name.starts_with("system:") || name.starts_with("gce:"))
    };
    objects.copied().filter(gives).filter(is_own).collect()
}

/// Whether Kubernetes makes the role itself.
pub fn is_built_in(object: Object<'_>) -> bool {
    object.labels().is_some_and(|labels| labels.get("kubernetes.io/bootstrapping").is_some())
}
