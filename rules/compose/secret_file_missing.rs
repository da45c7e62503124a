use crate::model::compose::ResourceKind;
use crate::project::compose::ComposeProject;
use crate::rule::{Check, Cx};
use crate::source::join_path;

pub const CHECK: Check = Check::ComposeProject(check);

fn check(project: &ComposeProject<'_>, cx: &mut Cx<'_>) {
    for resource in [ResourceKind::Secret, ResourceKind::Config].into_iter().flat_map(|kind| project.resources(kind)) {
        let Some(node) = resource.at(&["file"]) else { continue };
        let folder = cx.project.files().get(node.span().file).folder();
        let Some(path) = node.as_str().and_then(|path| join_path(folder, path)) else { continue };
        // A secret is rightly nowhere in the repository, whether or not git is told to leave it out.
        let is_expected = resource.kind == ResourceKind::Config;
        if is_expected && cx.project.surely_lacks(&path) {
            let message = format!(
                "the {} `{}` is the file `{path}`, which does not exist",
                resource.kind.word(),
                resource.name()
            );
            cx.report(node, message).help("add the file; its path is relative to this file");
        }
    }
}
