use crate::model::compose::{Resource, ResourceKind, Role};
use crate::project::compose::ComposeProject;
use crate::rule::{Check, Cx};

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
    let others = ["external", "driver", "template_driver"];
    let has_none = sources.iter().chain(&others).all(|key| resource.absent(&[key]));
    if has_none && is_whole {
        cx.report(resource.key, format!("the {word} `{name}` comes from nowhere"))
            .help(format!("add one of `{}`, or `external: true`", sources.join("`, `")));
    } else if let [first, second, ..] = given[..] {
        cx.report(second, format!("the {word} `{name}` comes from two places"))
            .label(first.span(), "the first")
            .help("keep one of them");
    }
}
