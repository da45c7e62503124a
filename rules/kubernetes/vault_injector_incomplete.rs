use crate::model::kubernetes::PodSpec;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::PodSpec(check);

/// The beginning of the names of all annotations of the Vault Agent Injector
/// (<https://developer.hashicorp.com/vault/docs/deploy/kubernetes/injector/annotations>).
const VAULT: &str = "vault.hashicorp.com";

fn check(pod: PodSpec<'_>, cx: &mut Cx<'_>) {
    let Some(annotations) = pod.template().at(&["metadata", "annotations"]) else { return };
    let Some(inject) = annotations.entry(&format!("{VAULT}/agent-inject")) else { return };
    if inject.value.as_text() != Some("true") {
        return;
    }
    let lacks = |name: &str| annotations.absent(&[&format!("{VAULT}/{name}")]);
    let title = pod.object().title();
    if lacks("role") && lacks("agent-configmap") && lacks("auth-type") && lacks("agent-inject-token") {
        cx.report(inject.key, format!("pods of {title} get an agent of Vault but no role to log in with"))
            .help(format!("add `{VAULT}/role`: without it the pods never start"));
    }
    for entry in annotations.entries() {
        let prefix = format!("{VAULT}/agent-inject-template-");
        let Some(name) = entry.key.as_text().and_then(|key| key.strip_prefix(prefix.as_str())) else { continue };
        if lacks(&format!("agent-inject-secret-{name}")) {
            cx.report(entry.key, format!("the template for `{name}` of {title} has no secret to go with it"))
                .help(format!("add `{VAULT}/agent-inject-secret-{name}`: a template alone is not looked at"));
        }
    }
}
