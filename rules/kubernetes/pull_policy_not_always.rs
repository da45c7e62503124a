use crate::fix::{self, Safety};
use crate::model::kubernetes::Container;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Container(check);

/// What asks for the policy only where it does not follow from the tag.
const OF_EFFECT: [&str; 4] = [
    "kube-score:container-image-pull-policy",
    "checkov:CKV_K8S_15",
    "trivy:KCV-0012",
    "kics:k8s/image_pull_policy_of_container_is_not_always",
];
/// What asks for it to be written.
const WRITTEN: [&str; 1] = ["polaris:pullPolicyNotAlways"];

fn check(container: Container<'_>, cx: &mut Cx<'_>) {
    let Some(image) = container.image().filter(|image| !image.has_digest()) else { return };
    let name = container.name();
    let policy = container.node().get("imagePullPolicy").filter(|policy| !policy.is_null());
    let help = "set `imagePullPolicy: Always`";
    if let Some(policy) = policy {
        if policy.as_str().is_some_and(|it| it != "Always") {
            cx.report(policy, format!("container `{name}` may start an image that is on the node already"))
                .help(help)
                .fix("always ask for it", Safety::Unsafe, fix::yaml::set(policy, "Always"))
                .stands_for(OF_EFFECT.into_iter().chain(WRITTEN));
        }
        return;
    }
    let Some(reference) = image.reference().filter(|_| container.node().absent(&["imagePullPolicy"])) else { return };
    let always = fix::yaml::put(container.node(), &["imagePullPolicy"], &fix::yaml::Value::scalar("Always"));
    if reference.tag.is_none_or(|tag| tag == "latest") {
        cx.report(
            container.place(),
            format!("container `{name}` asks for its image only for as long as it has no version"),
        )
        .help("set `imagePullPolicy: Always`: with a version the policy becomes `IfNotPresent`")
        .fix("always ask for it", Safety::Unsafe, always)
        .stands_for(WRITTEN);
    } else {
        cx.report(container.place(), format!("container `{name}` may start an image that is on the node already"))
            .help(help)
            .fix("always ask for it", Safety::Unsafe, always)
            .stands_for(OF_EFFECT.into_iter().chain(WRITTEN));
    }
}
