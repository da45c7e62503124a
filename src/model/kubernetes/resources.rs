//! The resources of the API as roles name them: in the plural, each in its group.
//!
//! Facts: <https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources>.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::schema::Schema;

/// Resources that are no kinds of objects, are asked for by another name, or are gone, with their groups.
const OTHERS: [(&str, &str); 9] = [
    ("", "users"),
    ("", "groups"),
    ("", "uids"),
    ("", "userextras"),
    ("", "tokenreviews"),
    ("authentication.k8s.io", "uids"),
    ("authentication.k8s.io", "userextras"),
    ("certificates.k8s.io", "signers"),
    ("policy", "podsecuritypolicies"),
];

/// The subresources of resources, by group, as of Kubernetes 1.37: what the API serves, and what only the authorisers of the kubelet and of
/// certificates ask for. Resources without a line may have any.
///
/// Facts: `api/discovery` of the Kubernetes repository,
/// <https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/> and
/// <https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/>.
const SUBRESOURCES: [(&str, &str, &[&str]); 22] = [
    (
        "",
        "pods",
        &[
            "attach",
            "binding",
            "checkpoint",
            "ephemeralcontainers",
            "eviction",
            "exec",
            "log",
            "portforward",
            "proxy",
            "resize",
            "status",
        ],
    ),
    ("", "services", &["proxy", "status"]),
    ("", "nodes", &["checkpoint", "configz", "healthz", "log", "metrics", "pods", "proxy", "spec", "stats", "status"]),
    ("", "namespaces", &["finalize", "status"]),
    ("", "replicationcontrollers", &["scale", "status"]),
    ("", "persistentvolumeclaims", &["status"]),
    ("", "persistentvolumes", &["status"]),
    ("", "resourcequotas", &["status"]),
    ("", "serviceaccounts", &["token"]),
    ("apps", "deployments", &["scale", "status"]),
    ("apps", "replicasets", &["scale", "status"]),
    ("apps", "statefulsets", &["scale", "status"]),
    ("apps", "daemonsets", &["status"]),
    ("batch", "jobs", &["status"]),
    ("batch", "cronjobs", &["status"]),
    ("autoscaling", "horizontalpodautoscalers", &["status"]),
    ("networking.k8s.io", "ingresses", &["status"]),
    ("policy", "poddisruptionbudgets", &["status"]),
    (
        "certificates.k8s.io",
        "certificatesigningrequests",
        &["approval", "nodeclient", "selfnodeclient", "selfnodeserver", "status"],
    ),
    ("apiextensions.k8s.io", "customresourcedefinitions", &["status"]),
    ("apiregistration.k8s.io", "apiservices", &["status"]),
    ("storage.k8s.io", "volumeattachments", &["status"]),
];

/// The subresource of any resource that who sets owners which block a deletion needs (`OwnerReferencesPermissionEnforcement`).
pub const FINALIZERS: &str = "finalizers";

/// Subresources that are no slip for any resource. The second went with its API in 1.16, and copies of old roles still have it.
const ALLOWED: [&str; 2] = [FINALIZERS, "rollback"];

/// All verbs that the API and its authorisers know.
pub const VERBS: [&str; 17] = [
    "get",
    "list",
    "watch",
    "create",
    "update",
    "patch",
    "delete",
    "deletecollection",
    "use",
    "bind",
    "escalate",
    "impersonate",
    "approve",
    "sign",
    "attest",
    "proxy",
    "request-serviceaccounts-token-audience",
];

/// The resources of the groups that Kubernetes itself serves.
#[derive(Debug, Default)]
pub struct Resources {
    /// Of each group the resources, and of each of them the kind in lower case.
    groups: FxHashMap<&'static str, FxHashMap<String, String>>,
}

impl Resources {
    /// All of them, put together on the first call.
    pub fn get() -> &'static Resources {
        static RESOURCES: OnceLock<Resources> = OnceLock::new();
        RESOURCES.get_or_init(|| {
            let mut resources = Resources::default();
            for (api_version, kind) in Schema::get().kinds().filter(|(_, kind)| !kind.ends_with("List")) {
                let group = api_version.rsplit_once('/').map_or("", |(group, _)| group);
                let kind = kind.to_ascii_lowercase();
                resources.groups.entry(group).or_default().insert(plural(&kind), kind);
            }
            for (group, resource) in OTHERS {
                if let Some(known) = resources.groups.get_mut(group) {
                    known.insert(resource.to_owned(), resource.to_owned());
                }
            }
            resources
        })
    }

    /// Whether Kubernetes itself serves a group.
    pub fn knows_group(&self, group: &str) -> bool {
        self.groups.contains_key(group)
    }

    /// Whether a group has a resource.
    pub fn has(&self, group: &str, resource: &str) -> bool {
        self.groups.get(group).is_some_and(|known| known.contains_key(resource))
    }

    /// The subresources of a resource, if it is one of those of which all are known and this one is not among them.
    pub fn lacks_subresource(&self, group: &str, resource: &str, subresource: &str) -> Option<&'static [&'static str]> {
        let known = SUBRESOURCES.iter().find(|(of, name, _)| *of == group && *name == resource).map(|it| it.2)?;
        (!ALLOWED.contains(&subresource) && !known.contains(&subresource)).then_some(known)
    }

    /// The resources of a group.
    pub fn of_group(&self, group: &str) -> impl Iterator<Item = &str> {
        self.groups.get(group).into_iter().flat_map(|known| known.keys().map(String::as_str))
    }

    /// The resource of a group whose kind this is, in whatever case: `pods` for `Pod`.
    pub fn of_kind(&self, group: &str, kind: &str) -> Option<&str> {
        let mut known = self.groups.get(group)?.iter();
        known.find_map(|(resource, own)| own.eq_ignore_ascii_case(kind).then_some(resource.as_str()))
    }

    /// A group that has a resource: of several the first in the order of the alphabet.
    pub fn group_of(&self, resource: &str) -> Option<&'static str> {
        let groups = self.groups.iter().filter(|(_, known)| known.contains_key(resource));
        groups.map(|(group, _)| *group).min()
    }
}

/// The plural under which a kind is served.
fn plural(kind: &str) -> String {
    if kind == "endpoints" || kind.ends_with("parameters") {
        return kind.to_owned();
    }
    match kind.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ if kind.ends_with(['s', 'x']) || kind.ends_with("ch") => format!("{kind}es"),
        _ => format!("{kind}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resources_are_the_plurals_of_kinds() {
        let resources = Resources::get();
        let there = [
            ("", "pods"),
            ("", "endpoints"),
            ("", "componentstatuses"),
            ("apps", "deployments"),
            ("networking.k8s.io", "ingresses"),
            ("networking.k8s.io", "networkpolicies"),
            ("networking.k8s.io", "ipaddresses"),
            ("storage.k8s.io", "storageclasses"),
            ("storage.k8s.io", "csistoragecapacities"),
            ("policy", "podsecuritypolicies"),
        ];
        for (group, resource) in there {
            assert!(resources.has(group, resource), "{group} {resource}");
        }
        assert!(!resources.has("", "deployments"));
        assert!(SUBRESOURCES.iter().all(|(group, resource, _)| resources.has(group, resource)));
        assert_eq!(resources.group_of("deployments"), Some("apps"));
        assert_eq!(resources.of_kind("", "Pod"), Some("pods"));
        assert!(!resources.knows_group("example.com") && !resources.knows_group("extensions"));
    }
}
