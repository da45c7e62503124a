use crate::model::compose::{Role, Service};
use crate::model::env_file;
use crate::project::compose::ComposeProject;
use crate::rule::{Check, Cx};
use crate::source::{FileId, Span, join_path};
use crate::tree::Node;

pub const CHECK: Check = Check::ComposeProject(check);

fn check(project: &ComposeProject<'_>, cx: &mut Cx<'_>) {
    let folder = project.base().folder();
    let is_canonical = matches!(project.base().role, Role::Canonical(_));
    let own = join_path(folder, ".env").filter(|_| is_canonical);
    let mut seen: Vec<FileId> = Vec::new();
    for (path, user) in own.into_iter().map(|path| (path, None)).chain(named(project)) {
        let files = cx.project.files();
        let Some(file) = files.find(&path).filter(|file| !seen.contains(file)) else { continue };
        seen.push(file);
        let Some(fault) = env_file::fault(files.get(file).text()) else { continue };
        let reported = cx
            .report(Span::new(file, fault.range), format!("`{path}` cannot be read by Compose: {}", fault.reason))
            .help("write `NAME=value`, one on each line, and values of several lines in quotes");
        if let Some(node) = user {
            reported.label(node, "taken in here");
        }
    }
}

/// The files of variables that services name, and where they do.
fn named<'c>(project: &'c ComposeProject<'_>) -> impl Iterator<Item = (String, Option<Span>)> + 'c {
    let items = project.services.iter().flat_map(|service: &Service<'_>| service.items(&["env_file"]));
    // What is read as it is has no syntax.
    let items = items.filter(|item| !item.is_map() || item.lacks("format"));
    let nodes = items.filter_map(|item| if item.is_map() { item.get("path") } else { Some(item) });
    nodes.filter_map(|node: Node<'_>| {
        let folder = node.tree().files().get(node.span().file).folder();
        Some((join_path(folder, node.as_str()?)?, Some(node.span())))
    })
}
