//! What the rules about autoscalers without a target have in common.

use crate::model::kubernetes::{Autoscaler, Object};
use crate::project::manifests::Wanted;
use crate::rule::Cx;
use crate::spelling::nearest;

/// The kinds that are looked for; who has a controller of its own may make its workloads in other ways.
const KINDS: [&str; 4] = ["Deployment", "StatefulSet", "ReplicaSet", "Rollout"];

/// How many names are compared with one that is not there.
const MAX_COMPARED: usize = 200;

/// Reports an autoscaler of a workload that is another kind of workload, or that is nowhere while others of its kind are applied with
/// the autoscaler.
pub fn check(autoscaler: Autoscaler<'_>, object: Object<'_>, cx: &mut Cx<'_>) {
    let (Some(kind), Some(name)) = (autoscaler.target_kind(), autoscaler.target_name()) else { return };
    let place = autoscaler.target().get("name").unwrap_or(autoscaler.target());
    let file = place.span().file;
    let manifests = &cx.project.manifests;
    if !KINDS.contains(&kind) || !manifests.is_whole(file) || !manifests.referred(kind, name, object).is_empty() {
        return;
    }
    let title = object.title();
    let others = KINDS.iter().flat_map(|kind| manifests.referred(kind, name, object)).collect::<Vec<_>>();
    if let Some(other) = others.first() {
        let place = autoscaler.target().get("kind").unwrap_or(place);
        cx.report(place, format!("{title} scales {kind} `{name}`, but `{name}` is a {}", other.kind()))
            .help(format!("say `kind: {}`", other.kind()))
            .label(other.place().span(), "what has this name");
        return;
    }
    let wanted = Wanted { asker: object, kind, name, namespace: None };
    let Some(missing) = manifests.missing(wanted) else { return };
    let of_kind = manifests.units(file).flat_map(|unit| unit.index().of_kind(kind));
    let here = of_kind.filter(|it| it.same_namespace(object) != Some(false)).filter_map(|it| it.name());
    let help = match nearest(name, here.take(MAX_COMPARED)) {
        Some(near) => format!("did you mean `{near}`?"),
        None if missing.has_others && manifests.is_closed(file, name) => {
            "name one of the workloads that are applied with it: it scales nothing".into()
        }
        None => return,
    };
    cx.report(place, format!("{title} scales {kind} `{name}`, which is not there")).help(help);
}
