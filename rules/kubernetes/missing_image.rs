use crate::model::kubernetes::{Container, ContainerRole};
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Container(check);

/// The API groups whose objects the API server checks in full; others may be templates for an operator.
const GROUPS: [&str; 3] = ["", "apps", "batch"];
/// The containers that a tool completes in a template that is written as a `Pod`: the agent of Jenkins, the main containers of Flink, Airflow
/// and Spark.
const COMPLETED: [&str; 5] =
    ["jnlp", "flink-main-container", "base", "spark-kubernetes-driver", "spark-kubernetes-executor"];

fn check(container: Container<'_>, cx: &mut Cx<'_>) {
    let object = container.pod().object();
    let file = object.node().span().file;
    let is_completed = object.kind() == "PodTemplate"
        || COMPLETED.contains(&container.name())
        || object.annotation("image.openshift.io/triggers").is_some()
        || cx.project.manifests.is_patch(file)
        || container.pod().is_partial();
    if !GROUPS.contains(&object.group()) || is_completed || container.role() == ContainerRole::Ephemeral {
        return;
    }
    let image = container.node().get("image");
    if image.is_some_and(|image| image.as_str() == Some("")) || container.node().absent(&["image"]) {
        let place: Node<'_> = image.unwrap_or(container.place());
        cx.report(place, format!("container `{}` of {} has no image", container.name(), object.title()))
            .help("name one in `image`: the API server refuses the object");
    }
}
