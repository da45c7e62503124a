//! What a container may be told of its own pod: the downward API. Source: `pkg/apis/core/validation` of Kubernetes
//! (`validEnvDownwardAPIFieldPathExpressions`, `validVolumeDownwardAPIFieldPathExpressions`,
//! `validContainerResourceFieldPathExpressions`) and `pkg/apis/core/pods/helpers.go`, taken 2026-11-22.

use super::schema::is_stand_in;
use crate::spelling;
use crate::tree::Node;

/// The fields of a pod that a variable may have.
const OF_VARIABLES: [&str; 10] = [
    "metadata.name",
    "metadata.namespace",
    "metadata.uid",
    "spec.host",
    "spec.nodeName",
    "spec.serviceAccountName",
    "status.hostIP",
    "status.hostIPs",
    "status.podIP",
    "status.podIPs",
];
/// Those that a file may have.
const OF_FILES: [&str; 5] =
    ["metadata.annotations", "metadata.labels", "metadata.name", "metadata.namespace", "metadata.uid"];
/// Resources of a container, of which pages of memory (`limits.hugepages-2Mi`) come in all sizes.
const RESOURCES: [&str; 6] = [
    "limits.cpu",
    "limits.ephemeral-storage",
    "limits.memory",
    "requests.cpu",
    "requests.ephemeral-storage",
    "requests.memory",
];
/// Fields of which both may have one entry: `metadata.labels['app']`.
const MAPS: [&str; 2] = ["metadata.annotations", "metadata.labels"];

/// Something that a variable or a file is to hold, and cannot.
pub struct Unavailable<'t> {
    /// What is asked for.
    pub node: Node<'t>,
    /// What is near to it and can be had.
    pub near: Option<&'static str>,
}

/// What the value of a variable (`valueFrom`) or of a file (an item of `downwardAPI`) asks for and cannot have.
pub fn unavailable(source: Node<'_>, is_file: bool) -> Option<Unavailable<'_>> {
    let fields: &[&'static str] = if is_file { &OF_FILES } else { &OF_VARIABLES };
    let known_at = |path: &[&str]| source.at(path).filter(|node| node.as_str().is_some_and(|it| !is_stand_in(it)));
    let field = known_at(&["fieldRef", "fieldPath"]).filter(|path| !is_field(path.text(), fields));
    let resource = known_at(&["resourceFieldRef", "resource"]).filter(|name| !is_resource(name.text()));
    let known = if field.is_some() { fields } else { &RESOURCES };
    let node = field.or(resource)?;
    Some(Unavailable { node, near: spelling::nearest(node.text(), known.iter().copied()) })
}

fn is_field(path: &str, fields: &[&str]) -> bool {
    match path.split_once('[') {
        Some((map, entry)) => MAPS.contains(&map) && entry.ends_with(']'),
        None => fields.contains(&path),
    }
}

fn is_resource(name: &str) -> bool {
    RESOURCES.contains(&name) || ["limits.hugepages-", "requests.hugepages-"].iter().any(|it| name.starts_with(it))
}
