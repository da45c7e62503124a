use super::rbac_dangling_role::{gives_built_in, mistake, unseen};
use crate::model::kubernetes::Object;
use crate::project::manifests::Wanted;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let Some((kind, place)) = object.bound_role() else { return };
    let Some(name) = place.as_text() else { return };
    if gives_built_in(object) || mistake(object, cx).is_some() {
        return;
    }
    let wanted = Wanted { asker: object, kind, name, namespace: None };
    if cx.project.manifests.missing(wanted).is_some() {
        cx.report(place, format!("{} gives a {kind} `{name}` that is nowhere in the repository", object.title()))
            .help("keep the role beside its binding: what it allows cannot be judged here")
            .stands_for(unseen(object));
    }
}
