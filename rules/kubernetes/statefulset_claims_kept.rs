use crate::model::kubernetes::Object;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let says = |when: &str| !object.node().absent(&["spec", "persistentVolumeClaimRetentionPolicy", when]);
    if !object.is("apps", "StatefulSet") || says("whenDeleted") || says("whenScaled") {
        return;
    }
    for claim in object.node().at(&["spec", "volumeClaimTemplates"]).into_iter().flat_map(Node::items) {
        let Some(storage) = claim.at(&["spec", "resources", "requests", "storage"]).filter(|it| it.is_scalar()) else {
            continue;
        };
        let size = storage.as_text().map_or("a volume", |text| text);
        cx.report(storage, format!("each pod of {} claims {size}, which stays when it is gone", object.title()))
            .help("say in `persistentVolumeClaimRetentionPolicy` whether it is to stay");
    }
}
