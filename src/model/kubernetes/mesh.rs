//! Istio: the hosts that its objects name, and where a `VirtualService` sends requests.
//!
//! Facts: <https://istio.io/latest/docs/reference/config/networking/virtual-service/>.

use super::Object;
use crate::tree::Node;

/// The ports, by number and by name, at which the proxies are scraped that meshes put into pods: Istio's
/// (<https://istio.io/latest/docs/ops/deployment/application-requirements/>) and Linkerd's (<https://linkerd.io/2/reference/proxy-metrics/>).
pub const PROXY_PORTS: [&str; 5] = ["15020", "15090", "4191", "http-envoy-prom", "linkerd-admin"];

/// The API group of routes and gateways.
pub const NETWORKING: &str = "networking.istio.io";

/// The end of the whole name of a Service, where nobody gave the cluster another domain.
const DOMAIN: &str = ".svc.cluster.local";

/// A Service that a host stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct MeshService<'t> {
    /// Its name.
    pub name: &'t str,
    /// Its namespace; for a short name it is the one of the object that names it.
    pub namespace: Option<&'t str>,
}

impl<'t> MeshService<'t> {
    /// The Service that a host stands for: a short name without dots, or a whole one. All others are outside, or cannot be told.
    pub fn of_host(host: &'t str) -> Option<Self> {
        let known = |text: &str| !text.is_empty() && !text.contains(['*', '.']);
        if known(host) {
            return Some(Self { name: host, namespace: None });
        }
        let (name, namespace) = host.strip_suffix(DOMAIN)?.split_once('.')?;
        (known(name) && known(namespace)).then_some(Self { name, namespace: Some(namespace) })
    }
}

/// A `VirtualService`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct VirtualService<'t> {
    object: Object<'t>,
}

impl<'t> VirtualService<'t> {
    /// The route that an object is.
    pub fn new(object: Object<'t>) -> Option<Self> {
        object.is(NETWORKING, "VirtualService").then_some(Self { object })
    }

    fn list(self, key: &str) -> impl Iterator<Item = Node<'t>> {
        self.object.node().at(&["spec", key]).into_iter().flat_map(Node::items)
    }

    /// The hosts that it is for.
    pub fn hosts(self) -> Vec<Node<'t>> {
        self.list("hosts").collect()
    }

    /// The gateways that it is for: without any it is for the mesh itself.
    pub fn gateways(self) -> Vec<Node<'t>> {
        self.list("gateways").collect()
    }

    /// Whether it surely is for requests between the services of the mesh, and not for those of gateways alone.
    pub fn is_for_mesh(self) -> bool {
        let field = ["spec", "gateways"];
        self.object.node().absent(&field) || self.list("gateways").any(|gateway| gateway.as_str() == Some("mesh"))
    }

    /// The destinations of its routes, mirrors included.
    pub fn destinations(self) -> Vec<Node<'t>> {
        let parts = ["http", "tcp", "tls"].into_iter().flat_map(|key| self.list(key).collect::<Vec<_>>());
        let of_part = |part: Node<'t>| {
            let of_list = |key: &str| {
                let items = part.get(key).into_iter().flat_map(Node::items);
                items.filter_map(|item| item.get("destination")).collect::<Vec<_>>()
            };
            let mut found = of_list("route");
            found.extend(of_list("mirrors"));
            found.extend(part.get("mirror"));
            found
        };
        parts.flat_map(of_part).collect()
    }

    /// The routes for HTTP, in the order in which they are tried.
    pub fn http(self) -> Vec<Node<'t>> {
        self.list("http").collect()
    }
}

/// Whether some name may be one for both hosts of a route or a gateway, which may begin with `*`.
pub fn may_meet(one: &str, other: &str) -> bool {
    // The host of a gateway may have a namespace before it.
    let bare = |host: &'_ str| host.rsplit_once('/').map_or(host, |(_, host)| host).to_ascii_lowercase();
    let (one, other) = (bare(one), bare(other));
    match (one.strip_prefix('*'), other.strip_prefix('*')) {
        (Some(one), Some(other)) => one.ends_with(other) || other.ends_with(one),
        (Some(end), None) => other.ends_with(end),
        (None, Some(end)) => one.ends_with(end),
        (None, None) => one == other,
    }
}
