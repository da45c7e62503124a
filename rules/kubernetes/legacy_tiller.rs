use crate::model::kubernetes::{Container, Object};
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

/// What stands elsewhere for Tiller being there at all.
const DEPLOYED: [&str; 3] = ["checkov:CKV_K8S_34", "trivy:KSV-0102", "kics:k8s/tiller_is_deployed"];
/// What stands for one that listens to more than its own pod.
const REACHABLE: [&str; 2] = ["checkov:CKV_K8S_45", "kics:k8s/tiller_deployment_is_accessible_from_within_the_cluster"];
/// What stands for its Service.
const SERVICE: [&str; 2] = ["checkov:CKV_K8S_44", "kics:k8s/tiller_service_is_not_deleted"];

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let is_named = is_named(object);
    if object.is("", "Service") && is_named {
        report(object.place(), SERVICE, cx);
    }
    for pod in object.pods() {
        let containers = pod.containers();
        let mut by_image = containers.iter().filter_map(|it| Some((it, tiller(*it)?)));
        let place = match by_image.next() {
            Some((_, image)) => image,
            None if is_named => object.place(),
            None => continue,
        };
        let reachable = REACHABLE.into_iter().filter(|_| !containers.iter().any(|it| listens_to_itself(*it)));
        report(place, DEPLOYED.into_iter().chain(reachable), cx);
    }
}

fn report(place: Node<'_>, peers: impl IntoIterator<Item = &'static str>, cx: &mut Cx<'_>) {
    cx.report(place, format!("`{}`, the server of Helm 2, gives anyone in the cluster all its rights", place.text()))
        .help("move the releases to Helm 3 (`helm 2to3`) and take Tiller away")
        .stands_for(peers);
}

/// Whether an object has the name, or both of the labels, that `helm init` gave it.
fn is_named(object: Object<'_>) -> bool {
    let label = |key: &str| object.labels().and_then(|labels| labels.get(key)).and_then(Node::as_text);
    object.name() == Some("tiller-deploy") || (label("app"), label("name")) == (Some("helm"), Some("tiller"))
}

/// The image of a container if it is Tiller's, whatever registry it is from.
fn tiller(container: Container<'_>) -> Option<Node<'_>> {
    let node = container.node().get("image")?;
    let repository = node.as_str()?.split('@').next()?;
    let last = repository.rsplit('/').next()?;
    (last.split(':').next() == Some("tiller")).then_some(node)
}

/// Whether it answers its own pod alone, as with the plug-in that ran Tiller beside the client.
fn listens_to_itself(container: Container<'_>) -> bool {
    let words = ["command", "args"].iter().filter_map(|key| container.node().get(key)).flat_map(Node::items);
    words.filter_map(Node::as_str).any(|word| word.contains("localhost:") || word.contains("127.0.0.1:"))
}
