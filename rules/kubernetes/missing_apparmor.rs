use super::security_context;
use crate::fix::Safety;
use crate::fix::yaml::Value;
use crate::model::kubernetes::Container;
use crate::model::kubernetes::pod_security::APPARMOR_ANNOTATION;
use crate::model::kubernetes::schema::Minor;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Container(check);

/// The version of Kubernetes that brought the field; before it an annotation named the profile.
const FIELD_SINCE: Minor = 30;

fn check(container: Container<'_>, cx: &mut Cx<'_>) {
    if container.pod().is_windows() || !container.lacks_security("appArmorProfile") || is_annotated(container) {
        return;
    }
    let place = container.gap(&["securityContext", "appArmorProfile"]);
    let profile = Value::entry("type", Value::scalar("RuntimeDefault"));
    let has_field = cx.project.kubernetes_version() >= FIELD_SINCE;
    let edit = security_context::in_pod(container.pod(), "appArmorProfile", profile).filter(|_| has_field);
    cx.report(place, format!("container `{}` names no AppArmor profile", container.name()))
        .help("set `appArmorProfile` to `type: RuntimeDefault` in the pod's `securityContext`")
        .fix("take the profile of the runtime", Safety::Unsafe, edit);
}

/// Whether an annotation of the pod may name a profile for the container.
pub fn is_annotated(container: Container<'_>) -> bool {
    let annotations = container.pod().template().at(&["metadata", "annotations"]);
    let Some(annotations) = annotations.filter(|annotations| !annotations.is_null()) else {
        return !container.pod().template().absent(&["metadata", "annotations"]);
    };
    match annotations.get(&format!("{APPARMOR_ANNOTATION}{}", container.name())) {
        Some(profile) => profile.as_text().is_none_or(is_profile),
        None => annotations.is_open(),
    }
}

/// Whether a value of the annotation stands for a profile: of the runtime, of the node, or none on purpose.
pub fn is_profile(text: &str) -> bool {
    matches!(text, "runtime/default" | "unconfined")
        || text.strip_prefix("localhost/").is_some_and(|name| !name.is_empty())
}
