use crate::model::compose::Service;
use crate::project::compose::ComposeProject;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::ComposeProject(check);

fn check(project: &ComposeProject<'_>, cx: &mut Cx<'_>) {
    for service in project.long_running().filter(|service| !is_job(service)) {
        let Some(node) = service.at(&["user"]) else { continue };
        let user = node.as_text().unwrap_or_default();
        if matches!(user.split(':').next(), Some("root" | "0")) {
            cx.report(node, format!("service `{}` is told to run as `{user}`", service.name()))
                .help("give the program a user of its own, and the folders that it writes to that user");
        }
    }
}

/// Whether it runs once, to prepare something.
fn is_job(service: &Service<'_>) -> bool {
    let policy = service.at(&["restart"]).map(Node::text);
    matches!(policy, Some("no" | "on-failure"))
        || ["init", "setup", "migrat", "seed"].iter().any(|word| service.name().contains(word))
}
