use crate::model::kubernetes::schema::{Departure, Fault};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Departure(check);

/// The checks of other tools that any finding stands for.
const ALWAYS: [&str; 4] = [
    "kubeconform:schema-invalid-or-error",
    "kube-linter:schema-validation",
    "kics:k8s/no_image_defined",
    "kics:k8s/image_without_digest",
];
/// Those about one type.
const PEERS: [(&str, &str); 3] = [
    ("core/v1.ContainerPort", "kube-score:container-ports-check"),
    ("core/v1.PersistentVolumeClaimSpec", "kubesec:VolumeClaimRequestsStorage"),
    ("core/v1.TopologySpreadConstraint", "kube-score:pod-topology-spread-constraints"),
];

fn check(departure: &Departure<'_>, cx: &mut Cx<'_>) {
    let Fault::Missing(name) = departure.fault else { return };
    let owner = departure.owner;
    // A patch says only what it changes.
    if cx.project.manifests.is_patch(owner.node.span().file) {
        return;
    }
    let place = owner.key.or_else(|| owner.node.get("kind")).unwrap_or(owner.node);
    let place = if owner.is_item { owner.node.entries().next().map_or(place, |first| first.key) } else { place };
    let peer = PEERS.iter().find(|(of, _)| *of == owner.schema.name).map(|(_, peer)| *peer);
    cx.report(place, format!("{} has no `{name}`, which has to be there", owner.title()))
        .help("the API server rejects the object")
        .stands_for(ALWAYS.into_iter().chain(peer));
}
