//! What kinds are called.

/// The built-in kinds that rules tell apart, by API group (API reference of Kubernetes 1.37).
const KINDS: [(&str, &[&str]); 7] = [
    (
        "",
        &[
            "ConfigMap",
            "LimitRange",
            "Namespace",
            "PersistentVolume",
            "PersistentVolumeClaim",
            "Pod",
            "ReplicationController",
            "ResourceQuota",
            "Secret",
            "Service",
            "ServiceAccount",
        ],
    ),
    ("apps", &["DaemonSet", "Deployment", "ReplicaSet", "StatefulSet"]),
    ("autoscaling", &["HorizontalPodAutoscaler"]),
    ("batch", &["CronJob", "Job"]),
    ("networking.k8s.io", &["Ingress", "NetworkPolicy"]),
    ("policy", &["PodDisruptionBudget"]),
    ("rbac.authorization.k8s.io", &["ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding"]),
];

/// The kind that is meant: a built-in kind in its own letter case, anything else as it is written. The API server tells `deployment` from
/// `Deployment` and refuses the first, so that whoever wrote it will mend it and then has all the rest that is wrong with the object.
pub fn meant<'t>(group: &str, written: &'t str) -> &'t str {
    let kinds = KINDS.iter().find(|(name, _)| *name == group).map_or(&[][..], |(_, kinds)| kinds);
    kinds.iter().find(|kind| kind.eq_ignore_ascii_case(written)).map_or(written, |kind| kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_built_in_kind_in_other_letter_case_is_the_one_that_is_meant() {
        assert_eq!(meant("rbac.authorization.k8s.io", "ClusterRolebinding"), "ClusterRoleBinding");
        assert_eq!(meant("", "pod"), "Pod");
        assert_eq!(meant("apps", "Deploymnet"), "Deploymnet");
        assert_eq!(meant("example.com", "pod"), "pod");
    }
}
