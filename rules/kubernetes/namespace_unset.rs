use crate::model::kubernetes::lifecycle::retirement;
use crate::model::kubernetes::schema::Schema;
use crate::model::kubernetes::{Object, is_cluster_wide};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let (version, kind) = (object.api_version(), object.kind());
    let is_known = Schema::get().kind(version, kind).is_some() || retirement(version, kind).is_some();
    let belongs_to_none = is_cluster_wide(object.group(), kind) || kind.ends_with("Review");
    let file = object.node().span().file;
    // What a kustomization or a chart builds gets its namespace there.
    let is_part = !cx.project.manifests.is_plain(file) || object.is_deletion();
    if is_known && !belongs_to_none && !is_part && object.name_node().is_some() && object.lacks_namespace() {
        cx.report(object.place(), format!("{} names no namespace", object.title()))
            .help("say in `metadata.namespace` where it belongs, so that no context decides");
    }
}
