use crate::model::kubernetes::{Autoscaler, Object};
use crate::rule::{Check, Cx};
use crate::spelling::nearest;

pub const CHECK: Check = Check::Object(check);

/// The kinds that are looked for; who has a controller of its own may make its workloads in other ways.
const KINDS: [&str; 4] = ["Deployment", "StatefulSet", "ReplicaSet", "Rollout"];

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let Some(autoscaler) = Autoscaler::new(object) else { return };
    let (Some(kind), Some(name)) = (autoscaler.target_kind(), autoscaler.target_name()) else { return };
    let place = autoscaler.target().get("name").unwrap_or(autoscaler.target());
    if !KINDS.contains(&kind) || !cx.project.manifests.is_whole(place.span().file) {
        return;
    }
    let workloads = cx.project.manifests.workloads(place.span().file, &KINDS);
    let is_there = |wanted: &str| workloads.iter().any(|it| it.kind() == wanted && it.name() == Some(name));
    if workloads.is_empty() || is_there(kind) || workloads.iter().any(|it| it.name().is_none()) {
        return;
    }
    let title = object.title();
    if let Some(other) = workloads.iter().find(|it| it.name() == Some(name)) {
        let place = autoscaler.target().get("kind").unwrap_or(place);
        cx.report(place, format!("{title} scales {kind} `{name}`, but `{name}` is a {}", other.kind()))
            .help(format!("say `kind: {}`", other.kind()))
            .label(other.place().span(), "what has this name");
    } else if let Some(near) = nearest(name, workloads.iter().filter(|it| it.kind() == kind).filter_map(|it| it.name()))
    {
        cx.report(place, format!("{title} scales {kind} `{name}`, which is not there"))
            .help(format!("did you mean `{near}`?"));
    }
}
