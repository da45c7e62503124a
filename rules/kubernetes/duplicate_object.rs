use crate::model::kubernetes::Object;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let Some(first) = cx.project.manifests.same_before(object) else { return };
    let Some(place) = object.name_node() else { return };
    cx.report(place, format!("{} is in this file twice", object.title()))
        .help("the second takes the place of the first when the file is applied: rename or remove one")
        .label(first.place().span(), "it is here already");
}
