use crate::model::compose::ResourceKind;
use crate::project::compose::ComposeProject;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::ComposeProject(check);

fn check(project: &ComposeProject<'_>, cx: &mut Cx<'_>) {
    for resource in [ResourceKind::Secret, ResourceKind::Config].into_iter().flat_map(|kind| project.resources(kind)) {
        let Some(node) = resource.at(&["file"]) else { continue };
        let Some(path) = node.by_default().and_then(|path| cx.project.missing(node.span().file, path)) else {
            continue;
        };
        // A secret is rightly nowhere in the repository, whether or not git is told to leave it out.
        let is_expected = resource.kind == ResourceKind::Config;
        if is_expected {
            let message = format!(
                "the {} `{}` is the file `{path}`, which does not exist",
                resource.kind.word(),
                resource.name()
            );
            cx.report(node, message).help("add the file; its path is relative to this file");
        }
    }
}
