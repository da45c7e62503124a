//! Kubernetes objects: what they are called, which pods they make, and what their selectors match.
//!
//! Facts about the API are those of the Kubernetes API reference (<https://kubernetes.io/docs/reference/kubernetes-api/>).

pub mod access;
mod autoscaler;
mod budget;
mod container;
pub mod cron;
pub mod downward;
pub mod gitops;
mod host_path;
mod ingress;
mod kind;
pub mod lifecycle;
pub mod mesh;
mod monitor;
mod network_policy;
mod pod;
pub mod pod_security;
mod probe;
mod quantity;
mod reference;
pub mod resources;
pub mod schema;
mod scope;
mod secret;
mod selector;
mod service;
mod service_reference;
mod spread;
mod vertical_autoscaler;
pub mod volume;

pub use access::{AccessSubject, PolicyRule};
pub use autoscaler::{Autoscaler, Utilization};
pub use budget::{Budget, share_of};
pub use container::{Container, ContainerRole, HOOKS};
pub use host_path::HostPath;
pub use ingress::{Ingress, IngressPath, host_covers};
pub use monitor::Monitor;
pub use network_policy::{DIRECTIONS, NetworkPolicy};
pub use pod::{Form, Life, PodSpec};
pub use probe::{PROBES, Probe};
pub use quantity::{amount, is_device};
pub use reference::{MountedFile, Reference};
pub use scope::is_cluster_wide;
pub use secret::SecretEntry;
pub use selector::{LabelSelector, labels_match};
pub use service::Service;
pub use service_reference::CalledService;
pub use spread::{Spread, SpreadKind};
pub use vertical_autoscaler::VerticalAutoscaler;

use crate::tree::{Node, Tree};

/// How deep lists may lie in lists.
const MAX_LIST_DEPTH: usize = 8;

/// The key under which SOPS keeps what it needs to decrypt an object.
const SOPS: &str = "sops";

/// An API object: a map with `apiVersion` and `kind`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Object<'t> {
    node: Node<'t>,
    kind: &'t str,
}

/// The objects of a file, in order; the items of a `List` (and of `PodList`, `RoleList`, ...) stand for the list itself.
pub fn objects<'t>(tree: &'t Tree<'_>) -> Vec<Object<'t>> {
    let mut found = Vec::new();
    for root in tree.roots() {
        collect(root, &mut found, MAX_LIST_DEPTH);
    }
    found
}

fn collect<'t>(node: Node<'t>, found: &mut Vec<Object<'t>>, depth: usize) {
    let Some(object) = Object::new(node) else { return };
    match node.get("items").filter(|items| items.is_seq() && object.kind().ends_with("List")) {
        Some(items) if depth > 0 => items.items().for_each(|item| collect(item, found, depth - 1)),
        Some(_) => {}
        None => found.push(object),
    }
}

/// The last key on a path of keys that is there.
fn innermost<'t>(node: Node<'t>, path: &[&str]) -> Option<Node<'t>> {
    let (mut within, mut last) = (node, None);
    for key in path {
        let Some(entry) = within.entry(key) else { break };
        (within, last) = (entry.value, Some(entry.key));
    }
    last
}

impl<'t> Object<'t> {
    /// The object that a node is, if it has an `apiVersion` and a `kind`.
    pub fn new(node: Node<'t>) -> Option<Self> {
        let group = node.get("apiVersion")?.as_str()?.rsplit_once('/').map_or("", |(group, _)| group);
        Some(Self { node, kind: kind::meant(group, node.get("kind")?.as_str()?) })
    }

    /// The whole of it.
    pub fn node(self) -> Node<'t> {
        self.node
    }

    /// `apps/v1`.
    pub fn api_version(self) -> &'t str {
        self.node.get("apiVersion").map_or("", Node::text)
    }

    /// The API group: `apps`; empty for the core group.
    pub fn group(self) -> &'t str {
        self.api_version().rsplit_once('/').map_or("", |(group, _)| group)
    }

    /// `Deployment`. A built-in kind in other letter case (`deployment`), which the API server does not take, is the one that is meant.
    pub fn kind(self) -> &'t str {
        self.kind
    }

    /// Whether it is of this kind of this API group, in whatever version.
    pub fn is(self, group: &str, kind: &str) -> bool {
        self.kind() == kind && self.group() == group
    }

    /// `metadata.name`, which may be unknown.
    pub fn name_node(self) -> Option<Node<'t>> {
        self.node.at(&["metadata", "name"]).filter(|name| name.is_scalar() && !name.is_null())
    }

    /// `metadata.name` if it is known.
    pub fn name(self) -> Option<&'t str> {
        self.name_node().and_then(Node::as_text)
    }

    /// The name as it is written, even where it has placeholders, for messages.
    pub fn label(self) -> &'t str {
        let generated = || self.node.at(&["metadata", "generateName"]).filter(|name| name.is_scalar());
        self.name_node().or_else(generated).map_or("", Node::text)
    }

    /// Kind and name as in ``Deployment `api` ``, for messages.
    pub fn title(self) -> String {
        match self.label() {
            "" => self.kind().to_owned(),
            name => format!("{} `{name}`", self.kind()),
        }
    }

    /// Where the object as a whole is reported: its name, else its kind.
    pub fn place(self) -> Node<'t> {
        self.name_node().or_else(|| self.node.get("kind")).unwrap_or(self.node)
    }

    /// Where a field is reported that is not there: at the innermost key on the way to it, else where the object as a whole is, which
    /// in `metadata` is its name.
    pub fn gap(self, path: &[&str]) -> Node<'t> {
        innermost(self.node, path).filter(|key| key.text() != "metadata").unwrap_or_else(|| self.place())
    }

    /// `metadata.namespace`, if it is set; it may be unknown.
    pub fn namespace_node(self) -> Option<Node<'t>> {
        self.node.at(&["metadata", "namespace"]).filter(|namespace| !namespace.is_null())
    }

    /// Whether it surely names no namespace, so that the command or the unit decides.
    pub fn lacks_namespace(self) -> bool {
        self.node.absent(&["metadata", "namespace"])
    }

    /// Whether two objects are in the same namespace: unknown (`None`) if one names it and the other leaves it to the command.
    pub fn same_namespace(self, other: Object<'_>) -> Option<bool> {
        match (self.namespace_node(), other.namespace_node()) {
            (Some(one), Some(two)) => Some(one.as_text()? == two.as_text()?),
            (None, None) => (self.lacks_namespace() && other.lacks_namespace()).then_some(true),
            _ => None,
        }
    }

    /// `metadata.labels`.
    pub fn labels(self) -> Option<Node<'t>> {
        self.node.at(&["metadata", "labels"])
    }

    /// The value of an annotation.
    pub fn annotation(self, key: &str) -> Option<Node<'t>> {
        self.node.at(&["metadata", "annotations", key])
    }

    /// How many pods a workload asks for: 1 where it surely says nothing.
    pub fn replicas(self) -> Option<i64> {
        match self.node.at(&["spec", "replicas"]) {
            Some(replicas) if !replicas.is_null() => replicas.as_i64(),
            _ => self.node.absent(&["spec", "replicas"]).then_some(1),
        }
    }

    /// Whether SOPS has encrypted values of it (<https://getsops.io/docs/>): it is decrypted before it is applied, and loses `sops` then.
    pub fn is_encrypted(self) -> bool {
        self.node.get(SOPS).is_some()
    }

    /// Whether Helm or Argo CD runs it at a moment of its own (`helm.sh/hook`, `argocd.argoproj.io/hook`).
    pub fn is_hook(self) -> bool {
        ["helm.sh/hook", "argocd.argoproj.io/hook"].iter().any(|key| self.annotation(key).is_some())
    }

    /// Whether it only takes something away from other objects (a patch with `$patch: delete`).
    pub fn is_deletion(self) -> bool {
        self.node.get("$patch").is_some_and(|directive| directive.as_str() == Some("delete"))
    }

    /// The pods that it makes: one for most workloads, several for a `JobSet`, none for anything else.
    pub fn pods(self) -> Vec<PodSpec<'t>> {
        PodSpec::all(self)
    }
}

#[cfg(test)]
mod tests;
