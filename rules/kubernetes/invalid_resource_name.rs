use crate::model::kubernetes::schema::is_stand_in;
use crate::model::kubernetes::{Container, is_device};
use crate::rule::{Check, Cx};
use crate::spelling;
use crate::tree::Node;

pub const CHECK: Check = Check::Container(check);

/// The resources of a container without a domain, beside pages of memory (`standardContainerResources` in
/// `pkg/apis/core/helper/helpers.go` of Kubernetes, taken 2026-11-22).
const RESOURCES: [&str; 3] = ["cpu", "ephemeral-storage", "memory"];

fn check(container: Container<'_>, cx: &mut Cx<'_>) {
    let part = |name: &str| container.node().at(&["resources", name]);
    for list in ["limits", "requests"] {
        for entry in part(list).into_iter().flat_map(Node::entries) {
            let Some(resource) = entry.key.as_text().filter(|it| !is_stand_in(it)) else { continue };
            if !RESOURCES.contains(&resource) && !resource.contains('/') && !resource.starts_with("hugepages-") {
                let near = spelling::nearest(resource, RESOURCES).filter(|_| resource != "gpu");
                cx.report(entry.key, format!("container `{}` has `{list}` of `{resource}`, which is no resource", container.name()))
                    .help(near.map_or_else(
                        || "there are `cpu`, `memory` and `ephemeral-storage`, and devices with a domain, as `nvidia.com/gpu`: the API server refuses the object".to_owned(),
                        |near| format!("did you mean `{near}`?"),
                    ));
            }
        }
    }
    let lacks_limit = |resource: &str| container.node().absent(&["resources", "limits", resource]);
    for request in part("requests").into_iter().flat_map(Node::entries) {
        let Some(resource) = request.key.as_text().filter(|it| !is_stand_in(it)) else { continue };
        if (is_device(resource) || resource.starts_with("hugepages-"))
            && lacks_limit(resource)
            && request.value.as_text().is_some()
        {
            cx.report(request.key, format!("container `{}` requests `{resource}` without a limit", container.name()))
                .help(
                    "set the same as limit, too: this resource cannot be shared, and the API server refuses the object",
                );
        }
    }
}
