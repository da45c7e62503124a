use crate::model::compose::Service;
use crate::project::compose::ComposeProject;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::ComposeProject(check);

fn check(project: &ComposeProject<'_>, cx: &mut Cx<'_>) {
    let mut seen: Vec<(Vec<String>, &Service<'_>)> = Vec::new();
    for service in &project.services {
        let Some((key, build)) = key(service) else { continue };
        match seen.iter().find(|(other, _)| *other == key) {
            Some((_, first))
                if first.image().map(Node::text) != service.image().map(Node::text) || service.image().is_none() =>
            {
                let message =
                    format!("service `{}` builds the same image as `{}` once more", service.name(), first.name());
                cx.report(build, message)
                    .label(first.key.span(), "built here")
                    .help(format!("name the image in `{}`, and take it here with `image`", first.name()));
            }
            Some(_) => {}
            None => seen.push((key, service)),
        }
    }
}

/// All that a build says, if it is known, and where it is written.
fn key<'t>(service: &Service<'t>) -> Option<(Vec<String>, Node<'t>)> {
    let build = service.build()?;
    let mut key = vec![build.context()?, build.dockerfile()?, build.target().ok()?.unwrap_or_default().to_owned()];
    let others = ["additional_contexts", "secrets", "ssh", "platforms", "dockerfile_inline"];
    if others.iter().any(|other| !build.lacks(other)) {
        return None;
    }
    let mut arguments: Vec<String> = Vec::new();
    for pair in service.pairs(&["build", "args"]) {
        arguments.push(format!("{}={}", pair.name, pair.value()?));
    }
    arguments.sort();
    key.extend(arguments);
    Some((key, build.node()))
}
