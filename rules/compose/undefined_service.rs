use crate::fix::{Safety, yaml};
use crate::model::compose::Service;
use crate::project::compose::Known;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Service(check);

/// Where a service is named behind `service:`.
const BEHIND_A_PREFIX: [&[&str]; 4] = [&["network_mode"], &["ipc"], &["pid"], &["uts"]];

/// Where services are listed, with more behind a colon.
const LISTS: [&[&str]; 2] = [&["links"], &["volumes_from"]];

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    // `required: false` is for services that a profile leaves out, not for those that there are none of.
    for dependency in service.dependencies() {
        look(service, dependency.service, dependency.service.text(), "waits for", cx);
    }
    for node in BEHIND_A_PREFIX.iter().filter_map(|path| service.at(path)) {
        if let Some(name) = node.as_str().and_then(|text| text.strip_prefix("service:")) {
            look(service, node, name, "shares a namespace with", cx);
        }
    }
    for node in LISTS.iter().flat_map(|path| service.items(path)) {
        if let Some(text) = node.as_str().filter(|text| !text.starts_with("container:")) {
            look(service, node, text.split(':').next().unwrap_or(text), "needs", cx);
        }
    }
    let contexts = service.pairs(&["build", "additional_contexts"]);
    for (context, name) in contexts.iter().filter_map(|pair| Some((pair, pair.value()?.strip_prefix("service:")?))) {
        look(service, context.node, name, "is built with", cx);
        let other = cx.project.compose.project_of(service).service(name);
        if other.is_some_and(|other| other.absent(&["build"])) {
            cx.report(
                context.node,
                format!("service `{}` is built with the image of `{name}`, which has no build", service.name()),
            )
            .help(format!("give `{name}` a `build`, or name its image as `docker-image://...`"));
        }
    }
}

fn look(service: &Service<'_>, node: Node<'_>, name: &str, relation: &str, cx: &mut Cx<'_>) {
    let all = cx.project;
    let project = all.compose.project_of(service);
    if all.compose.has(project, "services", name) != Known::No {
        return;
    }
    let meant = project.nearest("services", name).filter(|meant| *meant != service.name());
    let help = match meant {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "add the service, or take the reference out".into(),
    };
    let fix = meant.and_then(|meant| yaml::set(node, &node.text().replacen(name, meant, 1)));
    cx.report(node, format!("service `{}` {relation} `{name}`, which is no service of the project", service.name()))
        .help(help)
        .fix(format!("name `{}`", meant.unwrap_or_default()), Safety::Unsafe, fix);
}
