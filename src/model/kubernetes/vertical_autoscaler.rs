//! Autoscalers that change what pods request, and not how many there are.
//!
//! Facts: the API reference of the Vertical Pod Autoscaler
//! (<https://github.com/kubernetes/autoscaler/blob/master/vertical-pod-autoscaler/docs/api.md>).

use super::Object;
use crate::tree::Node;

/// A `VerticalPodAutoscaler`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct VerticalAutoscaler<'t> {
    object: Object<'t>,
}

impl<'t> VerticalAutoscaler<'t> {
    /// The autoscaler that an object is.
    pub fn new(object: Object<'t>) -> Option<Self> {
        object.is("autoscaling.k8s.io", "VerticalPodAutoscaler").then_some(Self { object })
    }

    /// `updateMode`, if it is set.
    pub fn mode(self) -> Option<Node<'t>> {
        self.object.node().at(&["spec", "updatePolicy", "updateMode"]).filter(|mode| !mode.is_null())
    }

    /// Whether it surely is in one of some modes; `Auto` is what counts where none is given.
    pub fn is_in_mode(self, modes: &[&str]) -> bool {
        match self.mode() {
            Some(mode) => mode.as_str().is_some_and(|mode| modes.contains(&mode)),
            None => self.object.node().absent(&["spec", "updatePolicy", "updateMode"]) && modes.contains(&"Auto"),
        }
    }

    /// The kind and the name of the workload whose pods it changes, if they are known.
    pub fn target(self) -> Option<(&'t str, &'t str)> {
        let part = |key: &str| self.object.node().at(&["spec", "targetRef", key]).and_then(Node::as_text);
        part("kind").zip(part("name"))
    }

    /// Whether it surely changes the requests of a resource (`cpu`, `memory`) of all containers: both, unless a policy says otherwise.
    pub fn controls(self, resource: &str) -> bool {
        let node = self.object.node();
        let policies = node.at(&["spec", "resourcePolicy", "containerPolicies"]);
        let controls = |policy: Node<'t>| {
            let listed = policy.get("controlledResources").filter(|list| list.is_seq() && !list.is_open());
            policy.absent(&["mode"])
                && (policy.absent(&["controlledResources"])
                    || listed.is_some_and(|list| list.items().any(|it| it.as_str() == Some(resource))))
        };
        node.absent(&["spec", "resourcePolicy"])
            || policies.is_some_and(|list| list.is_seq() && !list.is_open() && list.items().all(controls))
    }
}
