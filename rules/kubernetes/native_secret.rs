use crate::model::kubernetes::Object;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Object(check);

/// Kinds that bring secrets from a store: of the Secrets Store CSI driver, External Secrets, `HashiCorp` Vault and Infisical.
const FETCHING: [&str; 10] = [
    "SecretProviderClass",
    "SecretStore",
    "ClusterSecretStore",
    "ExternalSecret",
    "ClusterExternalSecret",
    "PushSecret",
    "VaultStaticSecret",
    "VaultDynamicSecret",
    "VaultPKISecret",
    "InfisicalSecret",
];

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let has_content = ["data", "stringData"].iter().any(|key| !object.node().absent(&[key]));
    if !object.is("", "Secret") || !has_content || object.is_encrypted() {
        return;
    }
    let everywhere = cx.project.manifests.everywhere();
    if FETCHING.iter().all(|kind| everywhere.of_kind(kind).is_empty()) {
        cx.report(object.place(), format!("{} comes from no store for secrets", object.title()))
            .help("fetch it from a store, with External Secrets or the Secrets Store CSI driver");
    }
}
