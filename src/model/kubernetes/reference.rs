//! Which other objects a pod needs by name, and which objects make others.

use rustc_hash::FxHashMap;

use super::{Object, PodSpec};
use crate::tree::Node;

/// An object that a pod names. It has to be in the pod's namespace.
#[derive(Clone, Copy, Debug)]
pub struct Reference<'t> {
    /// `ConfigMap`, `Secret`, `PersistentVolumeClaim` or `ServiceAccount`.
    pub kind: &'static str,
    /// Its name.
    pub name: Node<'t>,
    /// The key of its data that is needed.
    pub key: Option<Node<'t>>,
    /// Whether the pod starts without it: `optional: true`, or a secret for pulling images.
    pub is_optional: bool,
    /// Whether it is a secret for pulling images.
    pub pulls_images: bool,
}

impl<'t> Reference<'t> {
    /// All that a pod names: in its volumes, its containers' environment and its own fields.
    pub fn all(pod: PodSpec<'t>) -> Vec<Self> {
        let mut found = Vec::new();
        let list = |node: Node<'t>, key: &str| node.get(key).into_iter().flat_map(Node::items).collect::<Vec<_>>();
        for volume in list(pod.spec(), "volumes") {
            found.extend(files("ConfigMap", "name", volume.get("configMap")));
            found.extend(files("Secret", "secretName", volume.get("secret")));
            let claim = volume.at(&["persistentVolumeClaim", "claimName"]);
            found.extend(claim.map(|name| plain("PersistentVolumeClaim", name)));
            for source in volume.get("projected").map(|it| list(it, "sources")).unwrap_or_default() {
                found.extend(files("ConfigMap", "name", source.get("configMap")));
                found.extend(files("Secret", "name", source.get("secret")));
            }
        }
        for container in pod.containers() {
            for variable in list(container.node(), "env") {
                found.extend(one("ConfigMap", variable.at(&["valueFrom", "configMapKeyRef"])));
                found.extend(one("Secret", variable.at(&["valueFrom", "secretKeyRef"])));
            }
            for source in list(container.node(), "envFrom") {
                found.extend(one("ConfigMap", source.get("configMapRef")));
                found.extend(one("Secret", source.get("secretRef")));
            }
        }
        for name in list(pod.spec(), "imagePullSecrets").into_iter().filter_map(|it| it.get("name")) {
            found.push(Self { is_optional: true, pulls_images: true, ..plain("Secret", name) });
        }
        let account = ["serviceAccountName", "serviceAccount"].into_iter().find_map(|key| pod.spec().get(key));
        found.extend(account.map(|name| plain("ServiceAccount", name)));
        found
    }
}

/// One file, or one folder, of the volume of a `ConfigMap` or Secret that a container mounts by itself (`subPath`). Where the volume has no
/// such file the kubelet makes an empty folder of that name and mounts it: <https://github.com/kubernetes/kubernetes/issues/126186>.
#[derive(Clone, Copy, Debug)]
pub struct MountedFile<'t> {
    /// The object that the volume is made of.
    pub source: Reference<'t>,
    /// Where the path within the volume is written.
    pub place: Node<'t>,
    /// That path.
    pub path: &'t str,
    /// The `items` of the volume, which say what files it has; without them each key is a file.
    pub items: Option<Node<'t>>,
}

impl<'t> MountedFile<'t> {
    /// What the containers of a pod mount so, where all of it is known. Volumes of several sources (`projected`) are left out.
    pub fn all(pod: PodSpec<'t>) -> Vec<Self> {
        let named = |volume: Node<'t>| Some((volume.get("name")?.as_text()?, volume));
        let volumes: FxHashMap<&str, Node<'t>> = pod.volumes().into_iter().filter_map(named).collect();
        let containers = pod.containers();
        let mounts = containers.iter().filter_map(|it| it.node().get("volumeMounts")).flat_map(Node::items);
        mounts.filter_map(|mount| Self::of(mount, &volumes)).collect()
    }

    fn of(mount: Node<'t>, volumes: &FxHashMap<&str, Node<'t>>) -> Option<Self> {
        let place = mount.get("subPath")?;
        let path = place.as_text()?.trim_start_matches("./").trim_end_matches('/');
        let volume = volumes.get(mount.get("name")?.as_text()?)?;
        let sources = [("ConfigMap", "configMap", "name"), ("Secret", "secret", "secretName")];
        let (kind, source, field) =
            sources.into_iter().find_map(|(kind, key, field)| Some((kind, volume.get(key)?, field)))?;
        let items = source.get("items");
        // The names that begin with two dots are those that the kubelet itself keeps in the volume.
        if matches!(path, "" | ".") || path.starts_with("..") || items.is_none() && !source.absent(&["items"]) {
            return None;
        }
        let items = items.filter(|items| !items.is_seq() || items.is_open() || items.items().len() > 0);
        let source = Reference { is_optional: is_optional(source), ..plain(kind, source.get(field)?) };
        Some(Self { source, place, path, items })
    }

    /// The paths of the files that the `items` make, if there are `items` and all of them are known.
    pub fn files(self) -> Option<Vec<&'t str>> {
        let items = self.items.filter(|items| items.is_seq() && !items.is_open())?;
        items.items().map(|item| item.get("path")?.as_text()).collect()
    }

    /// Whether a path is that of the file, or is below the folder, that is mounted.
    pub fn is_at(self, path: &str) -> bool {
        let rest = path.trim_start_matches("./").strip_prefix(self.path);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

fn plain<'t>(kind: &'static str, name: Node<'t>) -> Reference<'t> {
    Reference { kind, name, key: None, is_optional: false, pulls_images: false }
}

fn is_optional(source: Node<'_>) -> bool {
    !source.lacks("optional") && source.get("optional").is_none_or(|it| it.as_bool() != Some(false))
}

/// A source of the environment: `name`, perhaps `key`.
fn one<'t>(kind: &'static str, source: Option<Node<'t>>) -> Option<Reference<'t>> {
    let source = source?;
    let name = source.get("name")?;
    Some(Reference { key: source.get("key"), is_optional: is_optional(source), ..plain(kind, name) })
}

/// A source of files: its name, and each of its `items`.
fn files<'t>(kind: &'static str, field: &str, source: Option<Node<'t>>) -> Vec<Reference<'t>> {
    let Some((source, name)) = source.and_then(|source| Some((source, source.get(field)?))) else { return Vec::new() };
    let whole = Reference { is_optional: is_optional(source), ..plain(kind, name) };
    let items = source.get("items").into_iter().flat_map(Node::items);
    let keys: Vec<_> = items.filter_map(|it| it.get("key")).map(|key| Reference { key: Some(key), ..whole }).collect();
    if keys.is_empty() { vec![whole] } else { keys }
}

/// The kinds whose controllers make a Secret, and where its name stands; without one it is their own.
const MAKERS: [(&str, &[&str]); 7] = [
    ("SealedSecret", &["spec", "template", "metadata", "name"]),
    ("ExternalSecret", &["spec", "target", "name"]),
    ("Certificate", &["spec", "secretName"]),
    ("VaultStaticSecret", &["spec", "destination", "name"]),
    ("VaultDynamicSecret", &["spec", "destination", "name"]),
    ("OnePasswordItem", &[]),
    ("InfisicalSecret", &["spec", "managedSecretReference", "secretName"]),
];

impl<'t> Object<'t> {
    /// The name of the Secret that a controller makes of it.
    pub fn made_secret(self) -> Option<&'t str> {
        let (_, path) = MAKERS.iter().find(|(kind, _)| self.kind() == *kind)?;
        let named = (!path.is_empty()).then(|| self.node().at(path)).flatten();
        named.or_else(|| self.name_node()).and_then(Node::as_text)
    }
}
