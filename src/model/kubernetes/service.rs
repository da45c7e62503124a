//! Services: which pods they send traffic to.

use super::{Object, PodSpec, labels_match};
use crate::tree::Node;

/// A `Service` with a selector.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Service<'t> {
    object: Object<'t>,
    selector: Node<'t>,
}

impl<'t> Service<'t> {
    /// The service that an object is, if it selects pods.
    pub fn new(object: Object<'t>) -> Option<Self> {
        let selector =
            object.node().at(&["spec", "selector"]).filter(|selector| selector.entries().next().is_some())?;
        // One for a name elsewhere has no pods, whatever it selects.
        let is_external = object.node().at(&["spec", "type"]).is_some_and(|it| it.as_str() == Some("ExternalName"));
        (object.is("", "Service") && !is_external).then_some(Self { object, selector })
    }

    /// The object.
    pub fn object(self) -> Object<'t> {
        self.object
    }

    /// `spec.selector`.
    pub fn selector(self) -> Node<'t> {
        self.selector
    }

    /// The labels that its pods have, as far as they are known.
    pub fn labels(self) -> Vec<(&'t str, &'t str)> {
        self.selector.entries().filter_map(|entry| Some((entry.key.as_text()?, entry.value.as_text()?))).collect()
    }

    /// Whether it sends traffic to the pods of a template.
    pub fn selects(self, pod: PodSpec<'_>) -> Option<bool> {
        let labels = pod.labels();
        if labels.is_none() && !pod.lacks_labels() {
            return None;
        }
        match (self.object.same_namespace(pod.object()), labels_match(self.selector, labels)) {
            (Some(false), _) | (_, Some(false)) => Some(false),
            (Some(true), Some(true)) => Some(true),
            _ => None,
        }
    }

    /// Whether it has no address of its own (`clusterIP: None`): it only names its pods, and no traffic goes through its ports.
    pub fn is_headless(self) -> bool {
        self.object.node().at(&["spec", "clusterIP"]).is_some_and(|address| address.text() == "None")
    }

    /// Whether it has no address of its own (`clusterIP: None`), or sends traffic to pods before they are ready
    /// (`publishNotReadyAddresses`).
    pub fn ignores_readiness(self) -> bool {
        let publish = self.object.node().at(&["spec", "publishNotReadyAddresses"]);
        self.is_headless() || publish.is_some_and(|publish| publish.as_bool() != Some(false))
    }

    /// Whether a port of it leads to a port of a container, by number or by name.
    pub fn leads_to(self, port: Node<'_>) -> bool {
        let (number, name) = (port.get("containerPort"), port.get("name"));
        let ports = self.object.node().at(&["spec", "ports"]).into_iter().flat_map(Node::items);
        let mut targets = ports.filter_map(|it| it.get("targetPort").or_else(|| it.get("port")));
        targets.any(|target| {
            let is = |port: Option<Node<'_>>| port.is_some_and(|port| !port.is_null() && port.text() == target.text());
            is(number) || is(name)
        })
    }
}

impl<'t> Object<'t> {
    /// The ports of a `Service`, if there are some and all can be seen.
    pub fn service_ports(self) -> Option<Vec<Node<'t>>> {
        let ports = self.node().at(&["spec", "ports"]).filter(|ports| ports.is_seq() && !ports.is_open())?;
        let all: Vec<Node<'t>> = ports.items().collect();
        (self.is("", "Service") && !all.is_empty()).then_some(all)
    }

    /// Whether a `Service` surely has no port of which one of `fields` (`name`, `port`) is the one wanted.
    pub fn lacks_service_port(self, wanted: Node<'_>, fields: &[&str]) -> bool {
        let Some((wanted, ports)) = wanted.as_text().zip(self.service_ports()) else { return false };
        let differs = |port: Node<'_>, field: &str| match port.get(field) {
            Some(own) => own.as_text().is_some_and(|own| own != wanted),
            None => port.lacks(field),
        };
        ports.into_iter().all(|port| fields.iter().all(|field| differs(port, field)))
    }
}
