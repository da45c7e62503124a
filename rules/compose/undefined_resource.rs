use crate::diagnostic::Place;
use crate::fix::{Edit, Safety, yaml};
use crate::model::compose::{MountKind, ResourceKind, Service};
use crate::project::compose::{ComposeProject, Known};
use crate::rule::{Check, Cx};
use crate::source::Span;

pub const CHECK: Check = Check::ComposeProject(check);

fn check(project: &ComposeProject<'_>, cx: &mut Cx<'_>) {
    let mut reported: Vec<(ResourceKind, &str)> = Vec::new();
    for service in &project.services {
        for (kind, name, place) in uses(service) {
            let is_implied = kind == ResourceKind::Network && name == "default"
                || kind == ResourceKind::Volume && service.file.is_for_coolify;
            if is_implied || cx.project.compose.has(project, kind.section(), name) != Known::No {
                continue;
            }
            let is_first = !reported.contains(&(kind, name));
            reported.push((kind, name));
            report(project, service, (kind, name, place), is_first, cx);
        }
    }
}

/// What a service uses, by name.
fn uses<'t>(service: &Service<'t>) -> Vec<(ResourceKind, &'t str, Place)> {
    let mut found = Vec::new();
    let lists: [(ResourceKind, &[&str]); 5] = [
        (ResourceKind::Network, &["networks"]),
        (ResourceKind::Secret, &["secrets"]),
        (ResourceKind::Secret, &["build", "secrets"]),
        (ResourceKind::Config, &["configs"]),
        (ResourceKind::Model, &["models"]),
    ];
    for (kind, path) in lists {
        found.extend(service.names(path).into_iter().map(|node| (kind, node.text(), node.into())));
    }
    for mount in service.mounts().iter().filter(|mount| mount.kind == MountKind::Volume) {
        // A name with a slash is a path without its dot; another rule speaks of it.
        let source = mount.source.filter(|source| source.is_known && !source.text.contains('/'));
        found.extend(source.map(|source| (ResourceKind::Volume, source.text, source.place)));
    }
    found
}

fn report(
    project: &ComposeProject<'_>,
    service: &Service<'_>,
    (kind, name, place): (ResourceKind, &str, Place),
    is_first: bool,
    cx: &mut Cx<'_>,
) {
    let word = kind.word();
    let meant = project.nearest(kind.section(), name);
    let help = match meant {
        Some(meant) => {
            format!("did you mean `{meant}`? Else declare `{name}` under the top-level `{}`", kind.section())
        }
        None => format!("declare `{name}` under the top-level `{}`", kind.section()),
    };
    let can_be_empty = matches!(kind, ResourceKind::Network | ResourceKind::Volume) && is_first && meant.is_none();
    let fix = if can_be_empty { declare(project, kind, name, place.span) } else { None };
    cx.report(place, format!("service `{}` uses the {word} `{name}`, which is not declared", service.name()))
        .help(help)
        .fix(format!("declare the {word}"), Safety::Unsafe, fix);
}

/// Adds an empty declaration to the file that uses it.
fn declare(project: &ComposeProject<'_>, kind: ResourceKind, name: &str, used: Span) -> Option<Edit> {
    let file = project.files.iter().find(|file| file.file == used.file)?;
    let empty = yaml::Value::Map(Vec::new());
    match file.root.get(kind.section()) {
        Some(section) => yaml::insert(section, name, &empty),
        None => yaml::insert(file.root, kind.section(), &yaml::Value::entry(name, empty)),
    }
}
