use crate::model::kubernetes::Object;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

/// The types of volumes of the API that the level "restricted" of the Pod Security Standards does not list.
const FORBIDDEN: [&str; 21] = [
    "hostPath",
    "nfs",
    "iscsi",
    "fc",
    "cephfs",
    "rbd",
    "glusterfs",
    "awsElasticBlockStore",
    "azureDisk",
    "azureFile",
    "gcePersistentDisk",
    "cinder",
    "flexVolume",
    "flocker",
    "gitRepo",
    "quobyte",
    "scaleIO",
    "storageos",
    "vsphereVolume",
    "portworxVolume",
    "photonPersistentDisk",
];

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    for pod in object.pods() {
        let volumes = pod.spec().get("volumes").into_iter().flat_map(Node::items);
        let Some((volume, kind, source)) = volumes.filter_map(forbidden).next() else { continue };
        let name = volume.get("name").and_then(Node::as_text).map_or(String::new(), |name| format!(" `{name}`"));
        let title = object.title();
        cx.report(
            source,
            format!("volume{name} of {title} is of the type `{kind}`, which the level restricted forbids"),
        )
        .help("claim it with a PersistentVolumeClaim");
    }
}

/// A volume with the type that is forbidden, and what is said of it.
fn forbidden(volume: Node<'_>) -> Option<(Node<'_>, &'static str, Node<'_>)> {
    let (kind, source) = FORBIDDEN.iter().find_map(|kind| Some((*kind, volume.get(kind)?)))?;
    (!source.is_null()).then_some((volume, kind, source))
}
