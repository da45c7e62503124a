use crate::model::compose::{Resource, ResourceKind, Service};
use crate::project::compose::ComposeProject;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::ComposeProject(check);

fn check(project: &ComposeProject<'_>, cx: &mut Cx<'_>) {
    // A swarm gives its tasks copies, and heeds all of this.
    if project.files.iter().any(|file| file.is_for_swarm() || file.is_stack()) {
        return;
    }
    for kind in [ResourceKind::Secret, ResourceKind::Config] {
        let declared = project.resources(kind);
        let is_file = |resource: &&Resource<'_>| resource.at(&["file"]).is_some() && resource.absent(&["external"]);
        let from_files: Vec<&Resource<'_>> = declared.iter().filter(is_file).collect();
        project.services.iter().for_each(|service| look(service, kind, &from_files, cx));
    }
}

fn look(service: &Service<'_>, kind: ResourceKind, from_files: &[&Resource<'_>], cx: &mut Cx<'_>) {
    for item in service.items(&[kind.section()]) {
        let name = item.get("source").and_then(Node::as_text);
        let Some(resource) = from_files.iter().find(|resource| Some(resource.name()) == name) else { continue };
        let given: Vec<_> = ["uid", "gid", "mode"].into_iter().filter_map(|key| item.entry(key)).collect();
        let Some(first) = given.first() else { continue };
        let keys: Vec<String> = given.iter().map(|entry| format!("`{}`", entry.key.text())).collect();
        let verb = if keys.len() == 1 { "has" } else { "have" };
        let message = format!(
            "{} of the {} `{}` in service `{}` {verb} no effect",
            keys.join(" and "),
            kind.word(),
            resource.name(),
            service.name()
        );
        cx.report(first.key, message)
            .label(resource.at(&["file"]).unwrap_or(resource.key).span(), "this file is mounted as it is")
            .help("set the owner and the mode of the file itself");
    }
}
