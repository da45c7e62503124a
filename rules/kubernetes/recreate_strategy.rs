use crate::fix::{self, Safety};
use crate::model::kubernetes::Object;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let strategy = object.node().at(&["spec", "strategy", "type"]).filter(|_| object.kind() == "Deployment");
    if let Some(strategy) = strategy.filter(|it| it.as_str() == Some("Recreate")) {
        let serves = object.pods().first().is_some_and(|pod| !cx.project.manifests.services_of(*pod).is_empty());
        let serving = serves.then_some("kube-score:deployment-strategy");
        cx.report(strategy, format!("{} stops all its pods before it starts new ones", object.title()))
            .help("use `RollingUpdate`, unless two of them must not run at a time")
            .fix("use `RollingUpdate`", Safety::Unsafe, fix::yaml::set(strategy, "RollingUpdate"))
            .stands_for(["kube-linter:no-rolling-update-strategy"].into_iter().chain(serving));
    }
}
