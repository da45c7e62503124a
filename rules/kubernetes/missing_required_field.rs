use crate::model::kubernetes::schema::{Departure, Fault};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Departure(check);

fn check(departure: &Departure<'_>, cx: &mut Cx<'_>) {
    let Fault::Missing(name) = departure.fault else { return };
    let owner = departure.owner;
    // A patch says only what it changes.
    if cx.project.manifests.is_patch(owner.node.span().file) {
        return;
    }
    let place = owner.key.or_else(|| owner.node.get("kind")).unwrap_or(owner.node);
    let place = if owner.is_item { owner.node.entries().next().map_or(place, |first| first.key) } else { place };
    cx.report(place, format!("{} has no `{name}`, which has to be there", owner.title()))
        .help("the API server rejects the object");
}
