use crate::kind::FileKind;
use crate::model::devcontainer::{DevContainer, literal};
use crate::project::Project;
use crate::project::compose::{ComposeProject, Known};
use crate::rule::{Check, Cx};
use crate::source::join_path;
use crate::tree::Node;

pub const CHECK: Check = Check::Repository(check);

fn check(project: &Project<'_>, cx: &mut Cx<'_>) {
    for root in project.roots(FileKind::DevContainer).filter(|root| root.is_map()) {
        let container = DevContainer { root };
        if container.prepares() {
            continue;
        }
        let path = |node: &Node<'_>| join_path(container.folder(), literal(*node)?);
        let mut projects: Option<Vec<&ComposeProject<'_>>> = Some(Vec::new());
        for node in container.compose_files() {
            let found =
                path(&node).and_then(|path| project.files().find(&path)).and_then(|file| project.compose.of(file));
            match (found, &mut projects) {
                (Some(found), Some(projects)) => projects.push(found),
                _ => projects = None,
            }
            if let Some(path) = path(&node).filter(|path| !project.files().exists(path) && !project.is_kept_out(path)) {
                cx.report(
                    node,
                    format!("the development container takes the Compose file `{path}`, which does not exist"),
                )
                .help("name a file that is there; the path is relative to this file");
            }
        }
        let projects = projects.filter(|projects| !projects.is_empty()).unwrap_or_default();
        let Some(first) = projects.first() else { continue };
        for node in container.services() {
            let Some(name) = literal(node) else { continue };
            if projects.iter().all(|it| project.compose.has(it, "services", name) == Known::No) {
                let near = projects.iter().find_map(|it| it.nearest("services", name));
                let help = near.map_or_else(
                    || "name a service of the Compose file".to_owned(),
                    |near| format!("did you mean `{near}`?"),
                );
                let message = format!(
                    "the development container needs service `{name}`, which `{}` does not have",
                    first.base().path
                );
                cx.report(node, message).help(help);
            }
        }
    }
}
