use super::missing_readiness_probe::{is_unprobed, traffic};
use crate::model::kubernetes::Container;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Container(check);

fn check(container: Container<'_>, cx: &mut Cx<'_>) {
    if is_unprobed(container) && traffic(container, cx).is_none() {
        let object = container.pod().object();
        cx.report(
            container.place(),
            format!("container `{}` of {} has no readiness probe", container.name(), object.title()),
        )
        .help("add a `readinessProbe` that succeeds once it does its work: a rollout waits for it");
    }
}
