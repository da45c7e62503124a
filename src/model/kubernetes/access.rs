//! Who may do what: roles and their bindings (RBAC API group, <https://kubernetes.io/docs/reference/access-authn-authz/rbac/>).

use super::Object;
use crate::tree::Node;

/// The API group of roles and bindings.
pub const GROUP: &str = "rbac.authorization.k8s.io";

/// Accounts that Kubernetes and `OpenShift` make in each namespace.
const ACCOUNTS: [&str; 4] = ["default", "builder", "deployer", "pipeline"];

/// Accounts in `kube-system` that kubeadm makes, and of those that the controller manager makes the ones without `-controller` at their
/// end, as of Kubernetes 1.37 (`system:controller:...` of the bindings that every cluster has).
const SYSTEM_ACCOUNTS: [&str; 11] = [
    "kube-proxy",
    "coredns",
    "bootstrap-signer",
    "token-cleaner",
    "cloud-provider",
    "generic-garbage-collector",
    "horizontal-pod-autoscaler",
    "legacy-service-account-token-cleaner",
    "persistent-volume-binder",
    "pod-garbage-collector",
    "root-ca-cert-publisher",
];

/// Controllers whose accounts have their name and `-controller`.
const CONTROLLERS: [&str; 35] = [
    "attachdetach",
    "certificate",
    "clusterrole-aggregation",
    "cronjob",
    "daemon-set",
    "deployment",
    "device-taint-eviction",
    "disruption",
    "endpoint",
    "endpointslice",
    "endpointslicemirroring",
    "ephemeral-volume",
    "expand",
    "job",
    "namespace",
    "node",
    "podcheckpoint",
    "pv-protection",
    "pvc-protection",
    "replicaset",
    "replication",
    "resource-claim",
    "resourcequota",
    "route",
    "selinux-warning",
    "service",
    "service-account",
    "service-cidrs",
    "statefulset",
    "storage-version-migrator",
    "taint-eviction",
    "ttl",
    "ttl-after-finished",
    "validatingadmissionpolicy-status",
    "volumeattributesclass-protection",
];

/// Whether a cluster has a service account without anybody's doing; a namespace that is not known may be `kube-system`.
pub fn is_built_in_account(namespace: Option<&str>, name: &str) -> bool {
    let is_systems = || {
        let of_controller = name.strip_suffix("-controller").is_some_and(|it| CONTROLLERS.contains(&it));
        SYSTEM_ACCOUNTS.contains(&name) || of_controller
    };
    ACCOUNTS.contains(&name) || namespace.is_none_or(|it| it == "kube-system") && is_systems()
}

/// One rule of a `Role` or `ClusterRole`: verbs on resources of API groups.
#[derive(Clone, Copy, Debug)]
pub struct PolicyRule<'t> {
    node: Node<'t>,
}

/// Whom a binding gives a role to.
#[derive(Clone, Copy, Debug)]
pub struct AccessSubject<'t> {
    /// `ServiceAccount`, `User` or `Group`.
    pub kind: &'t str,
    /// The name as it is written.
    pub name: &'t str,
    /// Where it is written.
    pub place: Node<'t>,
    node: Node<'t>,
}

impl<'t> Object<'t> {
    /// The rules of a `Role` or `ClusterRole`; none for anything else.
    pub fn policy_rules(self) -> Vec<PolicyRule<'t>> {
        if self.group() != GROUP || !matches!(self.kind(), "Role" | "ClusterRole") {
            return Vec::new();
        }
        let rules = self.node().get("rules").into_iter().flat_map(Node::items);
        rules.filter(|rule| rule.is_map()).map(|node| PolicyRule { node }).collect()
    }

    /// Whether it is a `RoleBinding` or `ClusterRoleBinding`.
    pub fn is_role_binding(self) -> bool {
        self.group() == GROUP && matches!(self.kind(), "RoleBinding" | "ClusterRoleBinding")
    }

    /// The kind and the name of the role that a binding gives.
    pub fn bound_role(self) -> Option<(&'t str, Node<'t>)> {
        let role = self.node().get("roleRef").filter(|_| self.is_role_binding())?;
        Some((role.get("kind")?.as_str()?, role.get("name").filter(|name| name.as_text().is_some())?))
    }

    /// Whether it surely gives a `ClusterRole` in all namespaces: a `ClusterRoleBinding` for it.
    pub fn binds_everywhere(self, role: Object<'_>) -> bool {
        let is_role = |(kind, name): (&str, Node<'_>)| kind == role.kind() && name.as_text() == role.name();
        self.kind() == "ClusterRoleBinding" && role.is(GROUP, "ClusterRole") && self.bound_role().is_some_and(is_role)
    }

    /// Whom a binding gives its role to.
    pub fn access_subjects(self) -> Vec<AccessSubject<'t>> {
        let subjects = self.node().get("subjects").filter(|_| self.is_role_binding()).into_iter().flat_map(Node::items);
        let known = subjects.filter_map(|node| {
            let place = node.get("name")?;
            Some(AccessSubject { kind: node.get("kind")?.as_str()?, name: place.as_text()?, place, node })
        });
        known.collect()
    }
}

impl<'t> PolicyRule<'t> {
    /// The items of one of its lists; `None` if they cannot all be seen.
    pub fn items(self, list: &str) -> Option<impl Iterator<Item = Node<'t>>> {
        self.node.get(list).filter(|list| list.is_seq() && !list.is_open()).map(Node::items)
    }

    /// An item of one of its lists (`apiGroups`, `resources`, `verbs`), as it is written.
    pub fn item(self, list: &str, value: &str) -> Option<Node<'t>> {
        self.node.get(list)?.items().find(|item| item.as_str() == Some(value))
    }

    /// Where a list has one of some values, or everything (`*`).
    pub fn allows(self, list: &str, values: &[&str]) -> Option<Node<'t>> {
        values.iter().find_map(|value| self.item(list, value)).or_else(|| self.item(list, "*"))
    }

    /// Whether it surely is about this API group, or about all.
    pub fn is_of(self, group: &str) -> bool {
        self.allows("apiGroups", &[group]).is_some()
    }

    /// Whether it says that it is about some objects of its resources by name.
    pub fn is_about_some(self) -> bool {
        self.node
            .get("resourceNames")
            .is_some_and(|names| !names.is_seq() || names.is_open() || names.items().len() > 0)
    }

    /// Whether it surely is about all objects of its resources, not about some by name.
    pub fn is_about_all(self) -> bool {
        let names = self.node.get("resourceNames");
        self.node.absent(&["resourceNames"]) || names.is_some_and(Node::is_empty_list)
    }
}

impl<'t> AccessSubject<'t> {
    /// The namespace of a service account, if it is known.
    pub fn namespace(self) -> Option<Node<'t>> {
        self.node.get("namespace").filter(|namespace| namespace.as_text().is_some())
    }
}
