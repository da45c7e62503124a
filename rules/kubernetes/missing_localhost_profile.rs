use crate::model::kubernetes::{Container, PodSpec};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::PodSpec(check);

/// The profiles of a security context.
const PROFILES: [&str; 2] = ["seccompProfile", "appArmorProfile"];

fn check(pod: PodSpec<'_>, cx: &mut Cx<'_>) {
    let nodes = pod.containers().into_iter().map(Container::node).chain([pod.spec()]);
    for context in nodes.filter_map(|node| node.get("securityContext")) {
        for name in PROFILES {
            let Some(profile) = context.get(name).filter(|profile| profile.is_map()) else { continue };
            let Some(kind) = profile.get("type").filter(|kind| kind.as_str().is_some()) else { continue };
            let file = profile
                .entry("localhostProfile")
                .filter(|entry| entry.value.as_text().is_some_and(|it| !it.is_empty()));
            if kind.text() == "Localhost" && profile.absent(&["localhostProfile"]) {
                cx.report(kind, format!("`{name}` is one of the node, and does not say which"))
                    .help("name it under `localhostProfile`: the API server refuses the object");
            } else if let Some(file) = file.filter(|_| kind.text() != "Localhost") {
                cx.report(file.key, format!("`{name}` of type `{}` names a profile of the node", kind.text()))
                    .help("set `type: Localhost`, or remove it: the API server refuses the object");
            }
        }
    }
}
