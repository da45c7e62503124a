use crate::model::kubernetes::volume::{lacks_source, persistent_sources};
use crate::model::kubernetes::{Object, amount};
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let Some(spec) = object.node().get("spec").filter(|spec| spec.is_map()) else { return };
    let title = object.title();
    if object.is("", "PersistentVolume") {
        check_volume(object, spec, &title, cx);
        check_modes(spec, &title, cx);
    } else if object.is("", "PersistentVolumeClaim") {
        check_claim(spec, &title, cx);
    } else if object.is("apps", "StatefulSet") {
        for template in spec.get("volumeClaimTemplates").into_iter().flat_map(Node::items) {
            let name = template.at(&["metadata", "name"]).map_or("", Node::text);
            let Some(claim) = template.get("spec") else { continue };
            check_claim(claim, &format!("claim `{name}` of {title}"), cx);
        }
    }
}

fn check_volume(object: Object<'_>, spec: Node<'_>, title: &str, cx: &mut Cx<'_>) {
    let is_patch = cx.project.manifests.is_patch(object.node().span().file);
    match persistent_sources(spec).as_slice() {
        [] if lacks_source(spec) && !is_patch => {
            cx.report(object.gap(&["spec", "csi"]), format!("{title} does not say what it is made of"))
                .help("add its source, such as `csi`, `nfs` or `local`: the API server refuses the object");
        }
        [first, second, ..] => {
            let (one, other) = (first.key.text(), second.key.text());
            cx.report(second.key, format!("{title} is both `{one}` and `{other}`"))
                .help("make two volumes of it, or remove one: the API server refuses the object")
                .label(first.key.span(), "the other one");
        }
        [local] if local.key.text() == "local" && spec.absent(&["nodeAffinity"]) && !is_patch => {
            cx.report(local.key, format!("{title} is a disk of a node, and does not say of which"))
                .help("add a `nodeAffinity` for its node: the API server refuses the object");
        }
        _ => {}
    }
}

fn check_claim(spec: Node<'_>, title: &str, cx: &mut Cx<'_>) {
    check_modes(spec, title, cx);
    let storage = spec.at(&["resources", "requests", "storage"]);
    if let Some(storage) = storage.filter(|it| it.as_text().and_then(amount).is_some_and(|amount| amount <= 0.0)) {
        cx.report(storage, format!("{title} asks for a volume of {}", storage.text()))
            .help("ask for as much as is needed: the API server refuses the object");
    }
}

fn check_modes(spec: Node<'_>, title: &str, cx: &mut Cx<'_>) {
    let Some(modes) = spec.get("accessModes").filter(|modes| modes.is_seq() && !modes.is_open()) else { return };
    let single = modes.items().find(|mode| mode.as_str() == Some("ReadWriteOncePod"));
    if let Some(single) = single.filter(|_| modes.items().len() > 1) {
        cx.report(single, format!("{title} has `ReadWriteOncePod` beside other access modes"))
            .help("leave it alone, or remove it: the API server refuses the object");
    }
}
