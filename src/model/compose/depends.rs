//! What a service waits for.

use super::Service;
use crate::tree::Node;

/// When a service that is waited for is good enough (specification, `depends_on`).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Condition {
    /// As soon as it was started.
    Started,
    /// When its health check says so.
    Healthy,
    /// When it ended without an error.
    Completed,
    /// It cannot be known.
    Unknown,
}

/// A service that another one waits for.
#[derive(Clone, Copy, Debug)]
pub struct Dependency<'t> {
    /// The name of the service that is waited for.
    pub service: Node<'t>,
    /// When it is good enough.
    pub condition: Condition,
    /// Where the condition stands, if it is written.
    pub condition_node: Option<Node<'t>>,
    /// Whether the dependency counts even if the service is not there.
    pub required: bool,
}

impl<'t> Dependency<'t> {
    fn long(service: Node<'t>, value: Node<'t>) -> Self {
        let condition_node = value.get("condition");
        let condition = match condition_node.map(Node::as_str) {
            Some(Some("service_healthy")) => Condition::Healthy,
            Some(Some("service_completed_successfully")) => Condition::Completed,
            Some(Some("service_started")) => Condition::Started,
            None if value.lacks("condition") => Condition::Started,
            _ => Condition::Unknown,
        };
        let required = match value.get("required") {
            Some(required) => required.as_bool() == Some(true),
            None => value.lacks("required"),
        };
        Self { service, condition, condition_node, required }
    }
}

impl<'t> Service<'t> {
    /// The services that have to be there before it is started, with the places that say so: `depends_on`, `links`, `volumes_from` and
    /// namespaces of others (compose-go, `loader/normalize.go`).
    pub fn needs(&self) -> Vec<(&'t str, Node<'t>)> {
        let dependencies = self.dependencies().into_iter().map(|dependency| dependency.service);
        let mut found: Vec<_> = dependencies.map(|node| (node.text(), node)).collect();
        for node in [&["links"], &["volumes_from"]].into_iter().flat_map(|path| self.items(path)) {
            let name = node.as_str().filter(|text| !text.starts_with("container:"));
            found.extend(name.and_then(|text| text.split(':').next()).map(|name| (name, node)));
        }
        for node in [&["network_mode"], &["ipc"], &["pid"]].into_iter().filter_map(|path| self.at(path)) {
            found.extend(node.as_str().and_then(|text| text.strip_prefix("service:")).map(|name| (name, node)));
        }
        found
    }

    /// What it waits for, each service once: the strongest layer's word counts.
    pub fn dependencies(&self) -> Vec<Dependency<'t>> {
        let mut found: Vec<Dependency<'t>> = Vec::new();
        for node in self.layers.nodes().iter().filter_map(|layer| layer.get("depends_on")) {
            let of_layer: Vec<Dependency<'t>> = if node.is_map() {
                node.entries().map(|entry| Dependency::long(entry.key, entry.value)).collect()
            } else {
                let names = node.items().filter(|item| item.as_text().is_some());
                let short = |service| Dependency {
                    service,
                    condition: Condition::Started,
                    condition_node: None,
                    required: true,
                };
                names.map(short).collect()
            };
            let known = found.len();
            for dependency in of_layer {
                if found[..known].iter().all(|other| other.service.text() != dependency.service.text()) {
                    found.push(dependency);
                }
            }
        }
        found
    }
}
