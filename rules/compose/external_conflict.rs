use crate::model::compose::{Resource, ResourceKind};
use crate::project::compose::ComposeProject;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::ComposeProject(check);

fn check(project: &ComposeProject<'_>, cx: &mut Cx<'_>) {
    for kind in ResourceKind::ALL {
        project.resources(kind).iter().for_each(|resource| look(resource, cx));
    }
}

fn look(resource: &Resource<'_>, cx: &mut Cx<'_>) {
    let Some(external) = resource.at(&["external"]).filter(|_| resource.is_external() == Some(true)) else { return };
    let (word, name) = (resource.kind.word(), resource.name());
    if let (Some(outer), Some(inner)) = (resource.at(&["name"]), external.get("name"))
        && outer.as_str().zip(inner.as_str()).is_some_and(|(outer, inner)| outer != inner)
    {
        cx.report(inner, format!("the {word} `{name}` has two names"))
            .label(outer.span(), "the other")
            .help("keep `name` only");
    }
    let entries = resource.layers.nodes().iter().flat_map(|layer| layer.entries());
    // Compose asks this of volumes only, and leaves networks, secrets and configs alone.
    let entries = entries.filter(|_| resource.kind == ResourceKind::Volume);
    let extra =
        entries.filter(|entry| !matches!(entry.key.text(), "external" | "name") && !entry.key.text().starts_with("x-"));
    for entry in extra {
        cx.report(entry.key, format!("the {word} `{name}` is external, but has `{}`", entry.key.text()))
            .label(external.span(), "made by somebody else")
            .help("take one of the two out");
    }
}
