use crate::fix::{Safety, yaml};
use crate::model::compose::{Condition, Service};
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Service(check);

/// What the names of services begin or end with that do one thing and stop.
const JOBS: [&str; 7] = ["migrate", "migration", "migrations", "seed", "init", "setup", "bootstrap"];

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    let all = &cx.project.compose;
    let Some(project) = all.of(service.file.file) else { return };
    for dependency in service.dependencies().iter().filter(|dependency| dependency.condition == Condition::Healthy) {
        let Some(target) = all.service(project, dependency.service.text()).filter(|it| is_job(it)) else { continue };
        let place = dependency.condition_node.unwrap_or(dependency.service);
        let message =
            format!("service `{}` waits for `{}` to be healthy, which ends instead", service.name(), target.name());
        let ended = yaml::set(place, "service_completed_successfully").filter(|_| dependency.condition_node.is_some());
        cx.report(place, message).help("wait for `service_completed_successfully`").fix(
            "wait until it ends",
            Safety::Unsafe,
            ended,
        );
    }
}

/// Whether it is one by its name, and stays down once it ended.
fn is_job(service: &Service<'_>) -> bool {
    let stays_up = service.at(&["restart"]).map(Node::text).is_some_and(|it| matches!(it, "always" | "unless-stopped"));
    let words: Vec<&str> = service.name().split(['-', '_', '.']).collect();
    let is_named = [words.first(), words.last()].into_iter().flatten().any(|word| JOBS.contains(word));
    is_named && !stays_up
}
