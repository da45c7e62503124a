use super::missing_apparmor::is_annotated;
use super::security_context;
use crate::fix::Safety;
use crate::fix::yaml::Value;
use crate::model::kubernetes::Container;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Container(check);

/// The annotation of a pod that named its profile before Kubernetes 1.27.
const ANNOTATION: &str = "seccomp.security.alpha.kubernetes.io/pod";
/// What asks for a profile of seccomp.
const SECCOMP: [&str; 4] = ["kubesec:SeccompAny", "trivy:KSV-0030", "trivy:KSV-0104", "checkov:CKV_K8S_31"];
/// What asks for one too, but takes an annotation of policies for a profile of the pod.
const OR_ANNOTATED: [&str; 2] = ["kube-score:container-seccomp-profile", "kics:k8s/seccomp_profile_is_not_configured"];
/// That annotation.
const OF_POLICIES: &str = "seccomp.security.alpha.kubernetes.io/defaultProfileName";
/// What asks for any one of the ways to keep a container in its bounds.
const ANY_BOUNDS: [&str; 1] = ["polaris:linuxHardening"];

fn check(container: Container<'_>, cx: &mut Cx<'_>) {
    let pod = container.pod();
    if let Some(unknown) =
        container.security("seccompProfile").and_then(|it| it.get("type")).filter(|it| is_no_type(*it))
    {
        cx.report(
            unknown,
            format!(
                "container `{}` has no seccomp profile: there is none of type `{}`",
                container.name(),
                unknown.text()
            ),
        )
        .help("use `RuntimeDefault`, or `Localhost` with a profile of its own")
        .stands_for(SECCOMP);
        return;
    }
    let names_profile = !pod.template().absent(&["metadata", "annotations", ANNOTATION]);
    if pod.is_windows() || names_profile || !container.lacks_security("seccompProfile") {
        return;
    }
    let has_bounds = !container.lacks_security("appArmorProfile")
        || !container.lacks_security("seLinuxOptions")
        || is_annotated(container)
        || !container.dropped_capabilities().is_empty()
            && container.added_capabilities().iter().all(|(_, it)| !it.eq_ignore_ascii_case("ALL"));
    let is_taken = pod.template().at(&["metadata", "annotations", OF_POLICIES]).is_some();
    let asked = OR_ANNOTATED.into_iter().filter(|_| !is_taken);
    let ids = SECCOMP.into_iter().chain(asked).chain(ANY_BOUNDS.into_iter().filter(|_| !has_bounds));
    let place = container.gap(&["securityContext", "seccompProfile"]);
    let profile = Value::entry("type", Value::scalar("RuntimeDefault"));
    cx.report(place, format!("container `{}` has no seccomp profile", container.name()))
        .help("set `seccompProfile` to `type: RuntimeDefault` in the pod's `securityContext`")
        .stands_for(ids)
        .fix(
            "take the profile of the runtime",
            Safety::Unsafe,
            security_context::in_pod(pod, "seccompProfile", profile),
        );
}

fn is_no_type(value: Node<'_>) -> bool {
    value.as_str().is_some_and(|text| !["RuntimeDefault", "Localhost", "Unconfined"].contains(&text))
}
