use crate::model::compose::Service;
use crate::rule::{Check, Cx};
use crate::source::join_path;
use crate::tree::Node;

pub const CHECK: Check = Check::Service(check);

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    let project = cx.project.compose.project_of(service);
    for watch in service.items(&["develop", "watch"]) {
        let Some((node, written)) = watch.get("path").and_then(|path: Node<'_>| Some((path, path.as_str()?))) else {
            continue;
        };
        // A file that is laid over one of another folder is read from there.
        let is_own = cx.project.files().get(node.span().file).folder() == project.base().folder();
        let Some(path) = join_path(project.base().folder(), written).filter(|_| is_own && !project.is_fragment) else {
            continue;
        };
        let parent = path.rsplit_once('/').map_or("", |(parent, _)| parent);
        if cx.project.surely_lacks(&path) && cx.project.files().folder_exists(parent) {
            cx.report(node, format!("service `{}` watches `{path}`, which does not exist", service.name()))
                .help("name a file or folder that is there; the path is relative to this file");
        }
    }
}
