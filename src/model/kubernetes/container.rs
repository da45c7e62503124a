//! Containers, with what they inherit from their pod.

use super::{PROBES, PodSpec, Probe, innermost, is_device};
use crate::model::image::{Image, ImagePlace};
use crate::tree::Node;

/// What a container is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ContainerRole {
    /// One of `containers`.
    Main,
    /// One of `initContainers` that runs to its end before the others start.
    Init,
    /// One of `initContainers` with `restartPolicy: Always`, which runs beside the others (Kubernetes 1.28 and later).
    Sidecar,
    /// One of `ephemeralContainers`.
    Ephemeral,
}

/// The fields of a security context that a container takes over from its pod where it has none of its own
/// (`PodSecurityContext` in the API reference).
const INHERITED: [&str; 7] = [
    "appArmorProfile",
    "runAsGroup",
    "runAsNonRoot",
    "runAsUser",
    "seLinuxOptions",
    "seccompProfile",
    "windowsOptions",
];

/// Where the commands stand that are run in a container beside its own.
pub const HOOKS: [&[&str]; 5] = [
    &["lifecycle", "postStart", "exec", "command"],
    &["lifecycle", "preStop", "exec", "command"],
    &["livenessProbe", "exec", "command"],
    &["readinessProbe", "exec", "command"],
    &["startupProbe", "exec", "command"],
];

/// A container of a pod.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Container<'t> {
    pod: PodSpec<'t>,
    node: Node<'t>,
    role: ContainerRole,
}

impl<'t> Container<'t> {
    pub(super) fn new(pod: PodSpec<'t>, node: Node<'t>, listed: ContainerRole) -> Self {
        let policy = node.get("restartPolicy").and_then(Node::as_str);
        let role = match listed {
            ContainerRole::Init if policy == Some("Always") => ContainerRole::Sidecar,
            role => role,
        };
        Self { pod, node, role }
    }

    /// The pod that it is in.
    pub fn pod(self) -> PodSpec<'t> {
        self.pod
    }

    /// The whole of it.
    pub fn node(self) -> Node<'t> {
        self.node
    }

    /// What it is for.
    pub fn role(self) -> ContainerRole {
        self.role
    }

    /// Its name as it is written, for messages; its image where it has none (Knative asks for none), else what makes the pod.
    pub fn name(self) -> &'t str {
        let known = ["name", "image"].into_iter().filter_map(|key| self.node.get(key)).map(Node::text);
        known.into_iter().find(|text| !text.is_empty()).unwrap_or_else(|| self.pod.object().label())
    }

    /// Where the container as a whole is reported: its name, else its image, else all of it.
    pub fn place(self) -> Node<'t> {
        let scalar = |key: &str| self.node.get(key).filter(|it| it.is_scalar() && !it.is_null());
        scalar("name").or_else(|| scalar("image")).unwrap_or(self.node)
    }

    /// Where a field is reported that is not there: at the innermost key on the way to it, else where the container as a whole is.
    pub fn gap(self, path: &[&str]) -> Node<'t> {
        innermost(self.node, path).unwrap_or_else(|| self.place())
    }

    /// Its image, which may be unknown.
    pub fn image(self) -> Option<Image<'t>> {
        self.image_node().map(|image| Image::of(ImagePlace::Container, image))
    }

    /// The value of `image`.
    pub fn image_node(self) -> Option<Node<'t>> {
        self.node.get("image").filter(|image| image.is_scalar() && !image.is_null())
    }

    /// The field of its security context that surely counts: its own, else the pod's where the API says that it inherits it.
    pub fn security(self, field: &str) -> Option<Node<'t>> {
        let path = ["securityContext", field];
        if let Some(own) = self.node.at(&path).filter(|own| !own.is_null()) {
            return Some(own);
        }
        let inherits = INHERITED.contains(&field) && self.node.absent(&path);
        inherits.then(|| self.pod.spec().at(&path)).flatten().filter(|inherited| !inherited.is_null())
    }

    /// Whether the field of its security context is surely set neither here nor, where it would be inherited, in the pod.
    pub fn lacks_security(self, field: &str) -> bool {
        let path = ["securityContext", field];
        self.node.absent(&path) && (!INHERITED.contains(&field) || self.pod.spec().absent(&path))
    }

    /// The capabilities that it adds (`securityContext.capabilities.add`): where each is written, and its name without `CAP_`.
    pub fn added_capabilities(self) -> Vec<(Node<'t>, &'t str)> {
        self.capabilities("add")
    }

    /// The capabilities that it drops, likewise.
    pub fn dropped_capabilities(self) -> Vec<(Node<'t>, &'t str)> {
        self.capabilities("drop")
    }

    fn capabilities(self, list: &str) -> Vec<(Node<'t>, &'t str)> {
        let items = self.node.at(&["securityContext", "capabilities", list]).into_iter().flat_map(Node::items);
        items.filter_map(|item| item.as_str().map(|name| (item, name.strip_prefix("CAP_").unwrap_or(name)))).collect()
    }

    /// Whether it surely is privileged, which gives it every other right as well.
    pub fn is_privileged(self) -> bool {
        self.security("privileged").is_some_and(|it| it.as_bool() == Some(true))
    }

    /// What it asks for of a resource (`cpu`, `memory`): its request, else its limit, which the API takes for the request.
    pub fn request(self, resource: &str) -> Option<Node<'t>> {
        let set = |part: &str| self.node.at(&["resources", part, resource]).filter(|amount| !amount.is_null());
        set("requests").or_else(|| set("limits"))
    }

    /// The limit of a resource.
    pub fn limit(self, resource: &str) -> Option<Node<'t>> {
        self.node.at(&["resources", "limits", resource]).filter(|amount| !amount.is_null())
    }

    /// Whether it surely asks for none of a resource, nor its pod for it (`spec.resources`, Kubernetes 1.34 and later).
    pub fn lacks_request(self, resource: &str) -> bool {
        let lacks = |part: &str| self.node.absent(&["resources", part, resource]);
        lacks("requests")
            && lacks("limits")
            && self.pod_lacks("requests", resource)
            && self.pod_lacks("limits", resource)
    }

    /// Whether there is surely no limit of a resource, neither its own nor its pod's.
    pub fn lacks_limit(self, resource: &str) -> bool {
        self.node.absent(&["resources", "limits", resource]) && self.pod_lacks("limits", resource)
    }

    /// Whether it gets a device, such as a GPU, and with it mostly a node of its own.
    pub fn has_device(self) -> bool {
        let parts = ["limits", "requests"].into_iter().filter_map(|part| self.node.at(&["resources", part]));
        parts.flat_map(Node::entries).any(|resource| is_device(resource.key.text()))
    }

    fn pod_lacks(self, part: &str, resource: &str) -> bool {
        self.pod.spec().absent(&["resources", part, resource])
    }

    /// The words of each command that is run in it: its own, of which the program is the image's where it names none, and its hooks'.
    pub fn commands(self) -> Vec<Vec<Option<Node<'t>>>> {
        let list = |list: Node<'t>| list.items().map(Some).collect();
        let own = ["command", "args"].into_iter().filter_map(|key| self.node.get(key)).flat_map(Node::items).map(Some);
        let of_image = self.node.get("command").is_none().then_some(None);
        let hooks = HOOKS.into_iter().filter_map(|path| self.node.at(path)).map(list);
        [of_image.into_iter().chain(own).collect()].into_iter().chain(hooks).collect()
    }

    /// Whether its command or arguments have a word in them.
    pub fn runs(self, word: &str) -> bool {
        let words = ["command", "args"].into_iter().filter_map(|key| self.node.get(key)).flat_map(Node::items);
        words.map(Node::text).any(|text| text.contains(word))
    }

    /// Whether its command, its arguments or its environment say a word, such as the number of a port.
    pub fn is_told(self, word: &str) -> bool {
        let says = |value: Option<Node<'_>>| value.is_some_and(|value| value.text().contains(word));
        self.runs(word) || self.env().iter().any(|(_, value)| says(*value))
    }

    /// The ports that it declares.
    pub fn ports(self) -> Vec<Node<'t>> {
        self.node.get("ports").into_iter().flat_map(Node::items).filter(|port| port.is_map()).collect()
    }

    /// The names of its ports, if all of them are known.
    pub fn port_names(self) -> Option<Vec<&'t str>> {
        if self.node.absent(&["ports"]) {
            return Some(Vec::new());
        }
        let ports = self.node.get("ports").filter(|ports| ports.is_seq() && !ports.is_open())?;
        let mut names = Vec::new();
        for port in ports.items() {
            match port.get("name") {
                Some(name) => names.push(name.as_text()?),
                None if port.lacks("name") => {}
                None => return None,
            }
        }
        Some(names)
    }

    /// The entries of `volumeMounts` and `volumeDevices`.
    pub fn mounts(self) -> Vec<Node<'t>> {
        let lists = ["volumeMounts", "volumeDevices"].into_iter().filter_map(|key| self.node.get(key));
        lists.flat_map(Node::items).filter(|mount| mount.is_map()).collect()
    }

    /// Whether it is known of all volumes whether it mounts them.
    pub fn knows_mounts(self) -> bool {
        let known = |list: Node<'t>| {
            let named = |mount: Node<'t>| mount.get("name").is_some_and(|name| name.as_text().is_some());
            list.is_seq() && !list.is_open() && list.items().all(named)
        };
        ["volumeMounts", "volumeDevices"]
            .into_iter()
            .all(|key| self.node.absent(&[key]) || self.node.get(key).is_some_and(known))
    }

    /// Its probes.
    pub fn probes(self) -> Vec<Probe<'t>> {
        PROBES.into_iter().filter_map(|name| Some(Probe { name, node: self.probe(name)? })).collect()
    }

    /// A probe (`livenessProbe`, `readinessProbe`, `startupProbe`) that is set.
    pub fn probe(self, name: &str) -> Option<Node<'t>> {
        self.node.get(name).filter(|probe| !probe.is_null())
    }

    /// Whether it surely has no such probe.
    pub fn lacks_probe(self, name: &str) -> bool {
        self.node.absent(&[name])
    }

    /// The entries of `env`: name and, if it is written here and not taken from elsewhere, value.
    pub fn env(self) -> Vec<(Node<'t>, Option<Node<'t>>)> {
        let entries = self.node.get("env").into_iter().flat_map(Node::items);
        entries.filter_map(|entry| Some((entry.get("name")?, entry.get("value")))).collect()
    }
}
