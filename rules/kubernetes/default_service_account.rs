use crate::model::kubernetes::PodSpec;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::PodSpec(check);

fn check(pod: PodSpec<'_>, cx: &mut Cx<'_>) {
    let spec = pod.spec();
    let account =
        ["serviceAccountName", "serviceAccount"].iter().find_map(|key| spec.get(key).filter(|it| !it.is_null()));
    let is_default = match account {
        Some(name) => name.as_str().is_some_and(|name| matches!(name, "" | "default")),
        None => spec.absent(&["serviceAccountName"]) && spec.absent(&["serviceAccount"]),
    };
    let is_system = pod.object().namespace_node().is_some_and(|it| it.text() == "kube-system");
    if !is_default || is_system || !mounts_token(spec) || account_mounts_no_token(pod, cx) {
        return;
    }
    let place = account.unwrap_or_else(|| pod.gap(&["serviceAccountName"]));
    cx.report(place, format!("{} has the token of the service account `default`", pod.object().title()))
        .help("set `automountServiceAccountToken: false`, or give it an account of its own if it talks to the API");
}

/// Whether the pod surely does not say that it wants no token.
fn mounts_token(spec: Node<'_>) -> bool {
    let set = spec.get("automountServiceAccountToken").and_then(Node::as_bool);
    set == Some(true) || spec.absent(&["automountServiceAccountToken"])
}

/// Whether an account `default` somewhere in the repository says so for all its pods.
fn account_mounts_no_token(pod: PodSpec<'_>, cx: &Cx<'_>) -> bool {
    let own_word = pod.spec().get("automountServiceAccountToken").is_some();
    let accounts = cx.project.manifests.named("ServiceAccount", "default");
    !own_word
        && accounts
            .iter()
            .any(|it| it.node().get("automountServiceAccountToken").is_some_and(|it| it.as_bool() != Some(true)))
}
