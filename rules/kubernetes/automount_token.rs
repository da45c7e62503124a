use crate::fix::yaml::{self, Value};
use crate::fix::{Edit, Safety};
use crate::model::kubernetes::{Object, PodSpec};
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

const FIELD: &str = "automountServiceAccountToken";
/// The checks of other tools about pods.
const OF_PODS: [&str; 4] = [
    "polaris:automountServiceAccountToken",
    "kubesec:AutomountServiceAccountToken",
    "checkov:CKV_K8S_38",
    "kics:k8s/service_account_token_automount_not_disabled",
];
/// The check of another tool that looks at pods with a mount of the token written out, as `kubectl get` prints it.
const OF_WRITTEN_MOUNTS: &str = "trivy:KSV-0036";
/// Where the token is.
const TOKEN: &str = "/var/run/secrets/kubernetes.io/serviceaccount";
/// The check of another tool that asks it of the account of pods that name none.
const OF_DEFAULT: [&str; 2] = ["checkov:CKV_K8S_41", "kics:k8s/default_service_account_in_use"];
/// The check of another tool that looks at service accounts as well.
const OF_ACCOUNTS: [&str; 1] = ["kics:k8s/service_account_token_automount_not_disabled"];

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    if object.is("", "ServiceAccount") {
        let is_default = object.name() == Some("default");
        if let Some(set) = object.node().get(FIELD).filter(|set| set.as_bool() == Some(true)) {
            cx.report(set, format!("{} gives a token for the API to each of its pods", object.title()))
                .help(format!("set `{FIELD}: false`, and `true` in the pods that talk to the API"))
                .fix("give out no token", Safety::Unsafe, close(object.node()))
                .stands_for(OF_ACCOUNTS.into_iter().chain(OF_DEFAULT.into_iter().filter(|_| is_default)));
        } else if is_default && object.node().absent(&[FIELD]) {
            cx.report(
                object.place(),
                format!("{} gives a token for the API to each pod that names no account", object.title()),
            )
            .help(format!("set `{FIELD}: false`"))
            .fix("give out no token", Safety::Unsafe, close(object.node()))
            .stands_for(OF_DEFAULT);
        }
        return;
    }
    for pod in object.pods() {
        let place = match pod.spec().get(FIELD).filter(|set| !set.is_null()) {
            Some(set) if set.as_bool() == Some(true) => set,
            None if pod.spec().absent(&[FIELD]) && !account_decides(pod, cx) => pod.gap(&[FIELD]),
            _ => continue,
        };
        cx.report(place, format!("{} has a token for the API", object.title()))
            .help(format!("set `{FIELD}: false`, unless it talks to the API"))
            .fix("give it no token", Safety::Unsafe, close(pod.spec()))
            .stands_for(OF_PODS.into_iter().chain(mounts_token(pod).then_some(OF_WRITTEN_MOUNTS)));
    }
}

/// Says of a pod or an account that it gets or gives no token.
fn close(map: Node<'_>) -> Option<Edit> {
    match map.get(FIELD) {
        Some(set) => yaml::set(set, "false"),
        None if map.get("containers").is_some() => yaml::insert_first(map, FIELD, &Value::scalar("false")),
        None => yaml::insert(map, FIELD, &Value::scalar("false")),
    }
}

/// Whether a container says itself that the token is mounted.
fn mounts_token(pod: PodSpec<'_>) -> bool {
    let containers = pod.containers();
    let mut mounts = containers.iter().flat_map(|it| it.node().get("volumeMounts").into_iter().flat_map(Node::items));
    mounts.any(|mount| {
        let path = mount.get("mountPath").and_then(Node::as_str);
        path.is_some_and(|path| path.trim_end_matches('/') == TOKEN)
    })
}

/// Whether the service account of a pod says for all its pods whether they get a token.
fn account_decides(pod: PodSpec<'_>, cx: &Cx<'_>) -> bool {
    let keys = ["serviceAccountName", "serviceAccount"];
    let name = match keys.iter().find_map(|key| pod.spec().get(key).filter(|name| !name.is_null())) {
        Some(name) => name.as_text(),
        None => keys.iter().all(|key| pod.spec().absent(&[key])).then_some("default"),
    };
    let Some(name) = name else { return true };
    let accounts = cx.project.manifests.named("ServiceAccount", name);
    let decides = |account: &Object<'_>| {
        account.same_namespace(pod.object()) != Some(false)
            && account.node().get(FIELD).is_some_and(|it| !Node::is_null(it))
    };
    accounts.iter().any(decides)
}
