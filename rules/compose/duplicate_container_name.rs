use rustc_hash::FxHashMap;

use crate::model::compose::Service;
use crate::project::compose::ComposeProject;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::ComposeProject(check);

fn check(project: &ComposeProject<'_>, cx: &mut Cx<'_>) {
    let mut seen: FxHashMap<&str, (Node<'_>, &Service<'_>)> = FxHashMap::default();
    for service in &project.services {
        let Some(node) = service.at(&["container_name"]) else { continue };
        let Some(name) = node.as_text() else { continue };
        match seen.get(name) {
            Some((first, other)) if service.may_run_with(other) => {
                cx.report(
                    node,
                    format!("service `{}` has the container name `{name}` of `{}`", service.name(), other.name()),
                )
                .label(first.span(), "taken here")
                .help("give it another name, or take `container_name` out");
            }
            Some(_) => {}
            None => {
                seen.insert(name, (node, service));
            }
        }
    }
}
