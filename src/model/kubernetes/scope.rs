//! Which kinds of objects belong to no namespace.

/// The built-in kinds that belong to the whole cluster, by API group. Source: the API reference of Kubernetes 1.37 (paths without
/// `/namespaces/`), taken 2026-11-22; `PodSecurityPolicy` was there until 1.24.
const CLUSTER_WIDE: [(&str, &[&str]); 13] = [
    ("", &["ComponentStatus", "Namespace", "Node", "PersistentVolume"]),
    (
        "admissionregistration.k8s.io",
        &[
            "MutatingAdmissionPolicy",
            "MutatingAdmissionPolicyBinding",
            "MutatingWebhookConfiguration",
            "ValidatingAdmissionPolicy",
            "ValidatingAdmissionPolicyBinding",
            "ValidatingWebhookConfiguration",
        ],
    ),
    ("apiextensions.k8s.io", &["CustomResourceDefinition"]),
    ("apiregistration.k8s.io", &["APIService"]),
    ("certificates.k8s.io", &["CertificateSigningRequest", "ClusterTrustBundle"]),
    ("flowcontrol.apiserver.k8s.io", &["FlowSchema", "PriorityLevelConfiguration"]),
    ("networking.k8s.io", &["IPAddress", "IngressClass", "ServiceCIDR"]),
    ("node.k8s.io", &["RuntimeClass"]),
    ("policy", &["PodSecurityPolicy"]),
    ("rbac.authorization.k8s.io", &["ClusterRole", "ClusterRoleBinding"]),
    ("resource.k8s.io", &["DeviceClass", "ResourceSlice"]),
    ("scheduling.k8s.io", &["PriorityClass"]),
    ("storage.k8s.io", &["CSIDriver", "CSINode", "StorageClass", "VolumeAttachment", "VolumeAttributesClass"]),
];

/// Whether objects of a built-in kind belong to the whole cluster, so that there is but one of each name.
pub fn is_cluster_wide(group: &str, kind: &str) -> bool {
    CLUSTER_WIDE.iter().any(|(named, kinds)| *named == group && kinds.contains(&kind))
}

#[cfg(test)]
mod tests {
    use super::super::schema::Schema;
    use super::*;

    #[test]
    fn the_kinds_are_built_in() {
        let is_known = |group: &str, kind: &str| {
            Schema::get().kinds().any(|(version, other)| {
                other == kind && version.rsplit_once('/').map_or("", |(group, _)| group) == group
            })
        };
        for (group, kinds) in CLUSTER_WIDE.iter().filter(|(group, _)| *group != "policy") {
            for kind in *kinds {
                assert!(is_known(group, kind), "{group} {kind}");
            }
        }
        assert!(!is_cluster_wide("", "Pod") && is_cluster_wide("storage.k8s.io", "StorageClass"));
    }
}
