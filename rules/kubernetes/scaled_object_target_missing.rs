use super::scale_target;
use crate::model::kubernetes::{Autoscaler, Object};
use crate::project::manifests::Wanted;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    if object.group() != "keda.sh" || !matches!(object.kind(), "ScaledObject" | "ScaledJob") {
        return;
    }
    if let Some(autoscaler) = Autoscaler::new(object) {
        scale_target::check(autoscaler, object, cx);
    }
    let triggers = object.node().at(&["spec", "triggers"]).into_iter().flat_map(Node::items);
    for reference in triggers.filter_map(|trigger| trigger.get("authenticationRef")) {
        let kind = reference.get("kind").map_or(Some("TriggerAuthentication"), Node::as_str);
        let Some((kind, name)) = kind.zip(reference.get("name")) else { continue };
        let Some(text) = name.as_text() else { continue };
        let wanted = Wanted { asker: object, kind, name: text, namespace: None };
        let other =
            if kind == "TriggerAuthentication" { "ClusterTriggerAuthentication" } else { "TriggerAuthentication" };
        let manifests = &cx.project.manifests;
        let Some(missing) = manifests.missing(wanted) else { continue };
        let found = manifests.find(Wanted { kind: other, ..wanted });
        let help = match (missing.near, found.first()) {
            (Some(near), _) => format!("did you mean `{}`?", near.label()),
            (None, Some(_)) => format!("`{text}` is a {other}: say `kind: {other}`"),
            (None, None) => continue,
        };
        cx.report(name, format!("{} authenticates with the {kind} `{text}`, which is not there", object.title()))
            .help(help);
    }
}
