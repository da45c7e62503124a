//! Ingresses: which hosts and paths they serve, and for which hosts they have certificates.

use super::Object;
use crate::tree::Node;

/// An `Ingress` of `networking.k8s.io`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Ingress<'t> {
    object: Object<'t>,
}

/// A path of a rule.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct IngressPath<'t> {
    /// The host of its rule; `None` for one that serves all hosts.
    pub host: Option<Node<'t>>,
    /// The entry in `paths`.
    pub node: Node<'t>,
}

impl<'t> Ingress<'t> {
    /// The ingress that an object is.
    pub fn new(object: Object<'t>) -> Option<Self> {
        object.is("networking.k8s.io", "Ingress").then_some(Self { object })
    }

    /// The items of a list in its `spec`.
    fn list(self, key: &str) -> impl Iterator<Item = Node<'t>> {
        self.object.node().at(&["spec", key]).into_iter().flat_map(Node::items).filter(|item| item.is_map())
    }

    /// Its rules.
    pub fn rules(self) -> Vec<Node<'t>> {
        self.list("rules").collect()
    }

    /// All paths of its rules.
    pub fn paths(self) -> Vec<IngressPath<'t>> {
        let of_rule = |rule: Node<'t>| {
            let host = rule.get("host").filter(|host| !host.is_null());
            let paths = rule.at(&["http", "paths"]).into_iter().flat_map(Node::items);
            paths.filter(|path| path.is_map()).map(move |node| IngressPath { host, node })
        };
        self.list("rules").flat_map(of_rule).collect()
    }

    /// What it serves, as far as it is known: host (empty for all), path and type of path, and where the path stands.
    pub fn routes(self) -> Vec<([&'t str; 3], Node<'t>)> {
        let routes = self.paths().into_iter().filter_map(|path| {
            let place = path.node.get("path")?;
            let kind = path.node.get("pathType").map_or(Some(""), Node::as_text)?;
            let host = path.host.map_or(Some(""), Node::as_text)?;
            Some(([host, place.as_text()?, kind], place))
        });
        routes.collect()
    }

    /// Whether two ingresses surely are for the same controller, and neither is one that stands beside another on purpose (`canary` of
    /// ingress-nginx).
    pub fn competes_with(self, other: Ingress<'t>) -> bool {
        let path = ["spec", "ingressClassName"];
        let class = |object: Object<'t>| {
            let of_spec = object.node().at(&path).filter(|class| !class.is_null());
            of_spec.or_else(|| object.annotation("kubernetes.io/ingress.class"))
        };
        let is_same = match (class(self.object), class(other.object)) {
            (Some(one), Some(two)) => one.as_text().is_some() && one.as_text() == two.as_text(),
            (None, None) => self.object.node().absent(&path) && other.object.node().absent(&path),
            _ => false,
        };
        let is_canary = |object: Object<'_>| {
            let annotations = object.node().at(&["metadata", "annotations"]).into_iter().flat_map(Node::entries);
            annotations.into_iter().any(|entry| entry.key.is_unknown() || entry.key.text().contains("canary"))
        };
        is_same && !is_canary(self.object) && !is_canary(other.object)
    }

    /// Its backends: that of each path and the default one.
    pub fn backends(self) -> Vec<Node<'t>> {
        let default = self.object.node().at(&["spec", "defaultBackend"]);
        self.paths()
            .into_iter()
            .filter_map(|path| path.node.get("backend"))
            .chain(default)
            .filter(|it| it.is_map())
            .collect()
    }

    /// The hosts that it has certificates for.
    pub fn tls_hosts(self) -> Vec<Node<'t>> {
        self.list("tls").filter_map(|tls| tls.get("hosts")).flat_map(Node::items).collect()
    }

    /// Whether a certificate is for any host: an entry in `tls` without `hosts`, or one that cannot be known.
    pub fn has_tls_for_all(self) -> bool {
        let tls = self.object.node().at(&["spec", "tls"]);
        let known = |entry: Node<'t>| {
            let hosts = entry.get("hosts").filter(|hosts| hosts.is_seq() && !hosts.is_open());
            hosts.is_some_and(|hosts| hosts.items().len() > 0 && hosts.items().all(|host| host.as_text().is_some()))
        };
        tls.is_some_and(|tls| !tls.is_seq() || tls.is_open() || !tls.items().all(known))
    }
}

/// Whether a host of an ingress, which may be `*.` and a domain, stands for another: a wildcard for one label.
pub fn host_covers(pattern: &str, host: &str) -> bool {
    let parent = |name: &str| name.split_once('.').map(|(_, parent)| parent.to_ascii_lowercase());
    pattern.eq_ignore_ascii_case(host) || pattern.starts_with("*.") && parent(pattern) == parent(host)
}
