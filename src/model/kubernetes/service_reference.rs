//! The Services that the API server calls: webhooks, conversions of custom resources, and APIs that others serve.

use super::Object;
use crate::tree::Node;

/// A Service that the API server is told to call.
#[derive(Clone, Copy, Debug)]
pub struct CalledService<'t> {
    /// Its name.
    pub name: Node<'t>,
    /// Its namespace, which has to be said.
    pub namespace: Option<Node<'t>>,
    /// The port, 443 if none is given.
    pub port: Option<Node<'t>>,
}

impl<'t> Object<'t> {
    /// The Services that the API server calls because of an object.
    pub fn called_services(self) -> Vec<CalledService<'t>> {
        let root = self.node();
        let found: Vec<Option<Node<'t>>> = match (self.group(), self.kind()) {
            ("admissionregistration.k8s.io", "ValidatingWebhookConfiguration" | "MutatingWebhookConfiguration") => {
                let webhooks = root.get("webhooks").into_iter().flat_map(Node::items);
                webhooks.map(|webhook| webhook.at(&["clientConfig", "service"])).collect()
            }
            ("apiextensions.k8s.io", "CustomResourceDefinition") => {
                let newer = root.at(&["spec", "conversion", "webhook", "clientConfig", "service"]);
                vec![newer.or_else(|| root.at(&["spec", "conversion", "webhookClientConfig", "service"]))]
            }
            ("apiregistration.k8s.io", "APIService") => vec![root.at(&["spec", "service"])],
            _ => Vec::new(),
        };
        let called = |service: Node<'t>| {
            Some(CalledService {
                name: service.get("name").filter(|name| name.as_text().is_some())?,
                namespace: service.get("namespace"),
                port: service.get("port"),
            })
        };
        found.into_iter().flatten().filter_map(called).collect()
    }
}
