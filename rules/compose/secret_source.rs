use crate::model::compose::{Resource, ResourceKind, Role};
use crate::project::compose::ComposeProject;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::ComposeProject(check);

fn check(project: &ComposeProject<'_>, cx: &mut Cx<'_>) {
    let is_found = matches!(project.base().role, Role::Canonical(_)) && !project.has_unseen_override;
    let is_whole = is_found || project.is_named;
    for resource in project.resources(ResourceKind::Secret) {
        look(&resource, &["file", "environment"], is_whole, cx);
    }
    for resource in project.resources(ResourceKind::Config) {
        look(&resource, &["file", "environment", "content"], is_whole, cx);
    }
}

fn look(resource: &Resource<'_>, sources: &[&str], is_whole: bool, cx: &mut Cx<'_>) {
    let (word, name) = (resource.kind.word(), resource.name());
    let given: Vec<_> = sources.iter().filter_map(|source| resource.at(&[source])).collect();
    // The content of a configuration may come from a driver; that of a secret may not.
    let is_elsewhere = match resource.kind {
        ResourceKind::Config => !resource.absent(&["external"]) || !resource.absent(&["driver"]),
        _ => !resource.absent(&["external"]) && resource.at(&["external"]).and_then(Node::as_bool) != Some(false),
    };
    let has_none = sources.iter().all(|key| resource.absent(&[key]));
    if has_none && !is_elsewhere && is_whole {
        // Said of itself, or only once the project is put together.
        let is_said = ["external", "driver"].iter().any(|key| !resource.absent(&[key]));
        let check = if is_said { "compose-go:compose-consistency-error" } else { "compose-go:compose-load-error" };
        cx.report(resource.key, format!("the {word} `{name}` comes from nowhere"))
            .stands_for([check])
            .help(format!("add one of `{}`, or `external: true`", sources.join("`, `")));
    } else if let [first, second, ..] = given[..] {
        cx.report(second, format!("the {word} `{name}` comes from two places"))
            .label(first.span(), "the first")
            .help("keep one of them");
    }
}
