use crate::model::compose::ResourceKind;
use crate::project::compose::ComposeProject;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::ComposeProject(check);

fn check(project: &ComposeProject<'_>, cx: &mut Cx<'_>) {
    let networks = project.resources(ResourceKind::Network);
    let is_internal = |name: &Node<'_>| {
        let network = networks.iter().find(|network| network.name() == name.text());
        network.and_then(|network| network.at(&["internal"])).and_then(Node::as_bool) == Some(true)
    };
    for service in project.services.iter().filter(|service| !service.layers.is_open() && service.overlays.is_empty()) {
        let names = service.names(&["networks"]);
        let Some(port) = service.published().into_iter().next().filter(|_| !names.is_empty()) else { continue };
        if names.iter().all(is_internal) {
            let message = format!("service `{}` publishes ports, but is in internal networks only", service.name());
            cx.report(port.node, message)
                .label(names[0].span(), "this network has no way in")
                .help("add a network that is not internal, or take the ports out");
        }
    }
}
