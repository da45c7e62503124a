use crate::model::compose::{ComposeFile, Service};
use crate::project::compose::ComposeProject;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::ComposeProject(check);

/// Keys under `deploy` that only a swarm heeds.
const KEYS: [&str; 5] = ["labels", "placement", "update_config", "rollback_config", "endpoint_mode"];

/// Keys of a service that `docker stack deploy` refuses.
const NEVER_IN_A_STACK: [&str; 9] =
    ["develop", "extends", "profiles", "pull_policy", "mem_limit", "cpus", "cpu_shares", "scale", "gpus"];

fn check(project: &ComposeProject<'_>, cx: &mut Cx<'_>) {
    let is_extra = |file: &ComposeFile<'_>| file.is_stack();
    if project.is_fragment || project.files.iter().any(is_extra) || !project.services.iter().any(is_no_stack) {
        return;
    }
    for service in &project.services {
        for deploy in service.layers.all(&["deploy"]) {
            for entry in KEYS.iter().filter_map(|key| deploy.entry(key)).filter(|entry| !entry.value.is_null()) {
                let key = entry.key.text();
                let help = match key {
                    "labels" => "put labels for the container under `labels` of the service",
                    "placement" => "remove it: there is one machine only",
                    _ => "remove it",
                };
                cx.report(
                    entry.key,
                    format!("`deploy.{key}` of service `{}` does nothing outside of a swarm", service.name()),
                )
                .help(help);
            }
        }
    }
}

/// Whether it surely cannot be deployed as a part of a stack.
fn is_no_stack(service: &Service<'_>) -> bool {
    let is_built = service.build().is_some() && service.absent(&["image"]);
    let waits = service.layers.all(&["depends_on"]).iter().any(|list| list.is_map());
    is_built || waits || NEVER_IN_A_STACK.iter().any(|key| service.at(&[key]).is_some())
}
