use crate::model::compose::{Condition, Service};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Service(check);

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    let all = &cx.project.compose;
    let project = all.project_of(service);
    for dependency in service.dependencies().iter().filter(|dependency| dependency.condition == Condition::Completed) {
        let Some(target) = all.service(project, dependency.service.text()) else { continue };
        let Some(policy) = target.at(&["restart"]) else { continue };
        if let Some(policy_name @ ("always" | "unless-stopped")) = policy.as_str() {
            let message = format!(
                "service `{}` waits for `{}` to end, but that is restarted (`{policy_name}`)",
                service.name(),
                target.name()
            );
            cx.report(policy, message)
                .label(dependency.service.span(), "waited for here")
                .help("use `no` or `on-failure`");
        }
    }
}
