//! Monitors of the Prometheus Operator: which services and pods are scraped, and at which ports.
//!
//! Facts: <https://prometheus-operator.dev/docs/api-reference/api/>.

use super::{LabelSelector, Object};
use crate::tree::Node;

/// A `ServiceMonitor` or a `PodMonitor`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Monitor<'t> {
    object: Object<'t>,
    spec: Node<'t>,
}

impl<'t> Monitor<'t> {
    /// The monitor that an object is.
    pub fn new(object: Object<'t>) -> Option<Self> {
        let is_monitor = ["ServiceMonitor", "PodMonitor"].iter().any(|kind| object.is("monitoring.coreos.com", kind));
        let spec = object.node().get("spec").filter(|spec| is_monitor && spec.is_map())?;
        Some(Self { object, spec })
    }

    /// The object.
    pub fn object(self) -> Object<'t> {
        self.object
    }

    /// Whether it selects pods, not Services.
    pub fn is_for_pods(self) -> bool {
        self.object.kind() == "PodMonitor"
    }

    /// `spec.selector`, which is for the labels of the Services themselves.
    pub fn selector(self) -> Option<LabelSelector<'t>> {
        self.spec.get("selector").map(LabelSelector::new)
    }

    /// Whether it looks for them in its own namespace alone.
    pub fn is_for_own_namespace(self) -> bool {
        self.spec.absent(&["namespaceSelector"])
    }

    /// Whether it looks for them in the namespace of an object, if that is known.
    pub fn looks_at(self, object: Object<'_>) -> Option<bool> {
        let Some(selector) = self.spec.get("namespaceSelector") else {
            return if self.is_for_own_namespace() { object.same_namespace(self.object) } else { None };
        };
        if selector.get("any").is_some() {
            return selector.get("any").and_then(Node::as_bool).filter(|any| *any);
        }
        let names = selector.get("matchNames").filter(|names| names.is_seq() && !names.is_open())?;
        let namespace = object.namespace_node()?.as_text()?;
        let is_unknown = names.items().any(|name| name.as_text().is_none());
        let is_named = names.items().any(|name| name.as_text() == Some(namespace));
        if is_named { Some(true) } else { (!is_unknown && names.items().len() > 0).then_some(false) }
    }

    /// The ports of containers that it scrapes past the Service, by name or by number (`targetPort`), where no `port` is given, which
    /// would count before it.
    pub fn target_ports(self) -> impl Iterator<Item = Node<'t>> {
        let list = if self.is_for_pods() { "podMetricsEndpoints" } else { "endpoints" };
        let endpoints = self.spec.get(list).into_iter().flat_map(Node::items);
        let own = |endpoint: &Node<'t>| ["port", "portNumber"].iter().all(|key| endpoint.absent(&[key]));
        endpoints.filter(own).filter_map(|endpoint| endpoint.get("targetPort")).filter(|port| port.as_text().is_some())
    }

    /// The names of the ports that it scrapes.
    pub fn ports(self) -> impl Iterator<Item = Node<'t>> {
        let list = if self.is_for_pods() { "podMetricsEndpoints" } else { "endpoints" };
        let endpoints = self.spec.get(list).into_iter().flat_map(Node::items);
        endpoints.filter_map(|endpoint| endpoint.get("port")).filter(|port| port.as_str().is_some())
    }
}
