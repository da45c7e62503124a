use crate::model::kubernetes::PodSpec;
use crate::model::kubernetes::pod_security::SAFE_SYSCTLS;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::PodSpec(check);

fn check(pod: PodSpec<'_>, cx: &mut Cx<'_>) {
    if pod.is_windows() {
        return;
    }
    let version = cx.project.kubernetes_version();
    let sysctls = pod.spec().at(&["securityContext", "sysctls"]).into_iter().flat_map(Node::items);
    for name in sysctls.filter_map(|sysctl| sysctl.get("name")) {
        let Some(text) = name.as_text() else { continue };
        let safe = SAFE_SYSCTLS.iter().find(|(safe, _)| *safe == text);
        if safe.is_some_and(|(_, since)| *since <= version) {
            continue;
        }
        let help = match safe {
            Some((_, since)) => {
                format!("it counts as safe since Kubernetes 1.{since}: allow it by name in the kubelet until then")
            }
            None => {
                "set it on the nodes, or allow it by name in the kubelet of those that these pods are for".to_owned()
            }
        };
        let what = if safe.is_some() { "which pods may not set yet" } else { "which is no parameter of a pod alone" };
        cx.report(name, format!("{} sets `{text}`, {what}", pod.object().title())).help(help);
    }
}
