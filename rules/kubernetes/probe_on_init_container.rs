use crate::fix::{self, Safety};
use crate::model::kubernetes::{Container, ContainerRole, PROBES};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Container(check);

fn check(container: Container<'_>, cx: &mut Cx<'_>) {
    if container.role() != ContainerRole::Init || !container.node().absent(&["restartPolicy"]) {
        return;
    }
    for field in PROBES.into_iter().chain(["lifecycle"]) {
        let Some(entry) = container.node().entry(field).filter(|entry| !entry.value.is_null()) else { continue };
        cx.report(entry.key, format!("init container `{}` has a `{field}`", container.name()))
            .help("the API server refuses it: only a sidecar (`restartPolicy: Always`) runs on to be asked")
            .fix(format!("remove `{field}`"), Safety::Unsafe, fix::yaml::remove(entry));
    }
}
