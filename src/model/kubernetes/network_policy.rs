//! Network policies: which pods they isolate, and what they let through.

use super::{LabelSelector, Object};
use crate::tree::Node;

/// A `NetworkPolicy`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NetworkPolicy<'t> {
    object: Object<'t>,
    spec: Node<'t>,
}

/// The two directions: the value of `policyTypes` and the field with the rules.
pub const DIRECTIONS: [(&str, &str); 2] = [("Ingress", "ingress"), ("Egress", "egress")];

impl<'t> NetworkPolicy<'t> {
    /// The policy that an object is.
    pub fn new(object: Object<'t>) -> Option<Self> {
        let spec = object.node().get("spec").filter(|spec| spec.is_map())?;
        object.is("networking.k8s.io", "NetworkPolicy").then_some(Self { object, spec })
    }

    /// The object.
    pub fn object(self) -> Object<'t> {
        self.object
    }

    /// `spec.podSelector`; an empty one selects every pod of the namespace.
    pub fn selector(self) -> Option<LabelSelector<'t>> {
        self.spec.get("podSelector").map(LabelSelector::new)
    }

    /// `spec.policyTypes`.
    pub fn types(self) -> Option<Node<'t>> {
        self.spec.get("policyTypes")
    }

    /// Whether it isolates its pods in this direction (`Ingress`, `Egress`). Without `policyTypes` it does for `Ingress` always, and for
    /// `Egress` if it has rules for it.
    pub fn isolates(self, direction: &str) -> Option<bool> {
        match self.types() {
            None if !self.spec.lacks("policyTypes") => None,
            None if direction == "Ingress" => Some(true),
            None => Some(self.rules("egress").next().is_some()),
            Some(types) if !types.is_seq() => None,
            Some(types) if types.items().any(|it| it.as_str() == Some(direction)) => Some(true),
            Some(types) => (!types.is_open() && types.items().all(|it| it.as_str().is_some())).then_some(false),
        }
    }

    /// The field with the rules of a direction (`ingress`, `egress`).
    pub fn field(self, name: &str) -> Option<Node<'t>> {
        self.spec.get(name)
    }

    /// The rules of a direction (`ingress`, `egress`).
    pub fn rules(self, field: &str) -> impl Iterator<Item = Node<'t>> + use<'t> {
        self.spec.get(field).into_iter().flat_map(Node::items)
    }

    /// Whether a rule of it may let questions to a name server through: to port 53, to 5353 (where `OpenShift` has it), to a port
    /// that cannot be seen, or to any port of peers that the name server may be among.
    pub fn may_allow_dns(self) -> bool {
        self.rules("egress").any(|rule| match rule.get("ports").filter(|ports| !ports.is_null()) {
            Some(ports) if ports.items().next().is_some() => ports.is_open() || ports.items().any(may_be_dns),
            _ => {
                let is_own_namespace =
                    |peer: Node<'_>| peer.get("podSelector").is_some() && peer.lacks("namespaceSelector");
                let mut peers = rule.get("to").into_iter().flat_map(Node::items).peekable();
                rule.is_open() || peers.peek().is_none() || !peers.all(is_own_namespace)
            }
        })
    }
}

fn may_be_dns(port: Node<'_>) -> bool {
    let Some(first) = port.get("port").and_then(Node::as_i64) else { return true };
    let last = match port.get("endPort") {
        Some(last) => last.as_i64().unwrap_or(i64::MAX),
        None => first,
    };
    [53, 5353].into_iter().any(|dns| (first..=last).contains(&dns))
}
