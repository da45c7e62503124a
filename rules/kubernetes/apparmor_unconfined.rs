use super::missing_apparmor::is_profile;
use crate::diagnostic::Severity;
use crate::fix::{self, Safety};
use crate::model::kubernetes::PodSpec;
use crate::model::kubernetes::pod_security::APPARMOR_ANNOTATION;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::PodSpec(check);

fn check(pod: PodSpec<'_>, cx: &mut Cx<'_>) {
    if pod.is_windows() {
        return;
    }
    let containers = pod.containers();
    let contexts = containers.iter().map(|it| (it.node(), format!("container `{}`", it.name())));
    let contexts = contexts.chain([(pod.spec(), pod.object().title())]);
    for (node, who) in contexts {
        let profile = node.at(&["securityContext", "appArmorProfile", "type"]);
        if let Some(profile) = profile.filter(|profile| profile.as_str() == Some("Unconfined")) {
            report(profile, &who, "RuntimeDefault", cx);
        }
    }
    for entry in pod.template().at(&["metadata", "annotations"]).into_iter().flat_map(Node::entries) {
        let Some(name) = entry.key.text().strip_prefix(APPARMOR_ANNOTATION) else { continue };
        if !pod.is_partial()
            && containers
                .iter()
                .all(|it| it.node().get("name").is_some_and(|it| it.as_text().is_some_and(|it| it != name)))
        {
            cx.report(entry.key, format!("the profile is for a container `{name}`, which the pod doesn't have"))
                .help("name one of its containers: the API takes no pod with such an annotation")
                .severity(Severity::Error);
        } else if let Some(text) = entry.value.as_str().filter(|text| !text.is_empty() && !is_profile(text)) {
            cx.report(entry.value, format!("`{text}` is no AppArmor profile for container `{name}`"))
                .help("write `runtime/default` or `localhost/` and a name: the API server refuses the object")
                .severity(Severity::Error);
        } else if entry.value.as_str() == Some("unconfined") {
            report(entry.value, &format!("container `{name}`"), "runtime/default", cx);
        }
    }
}

fn report(place: Node<'_>, who: &str, instead: &str, cx: &mut Cx<'_>) {
    cx.report(place, format!("{who} runs without AppArmor"))
        .help(format!("use the profile of the runtime (`{instead}`), or one of its own"))
        .fix("take the profile of the runtime", Safety::Unsafe, fix::yaml::set(place, instead));
}
