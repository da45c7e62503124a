//! What the schema does not say of values: closed sets of words, and how amounts are written.

/// Fields that take one of a closed set of words, by type and field. Source: the Kubernetes API reference of 1.37 and the constants
/// in its `types.go` files, taken 2026-11-22; `OpenAPI` does not tell them.
const WORDS: &[(&str, &str, &[&str])] = &[
    ("admissionregistration/v1.MutatingWebhook", "failurePolicy", &["Ignore", "Fail"]),
    ("admissionregistration/v1.MutatingWebhook", "matchPolicy", &["Exact", "Equivalent"]),
    ("admissionregistration/v1.MutatingWebhook", "reinvocationPolicy", &["Never", "IfNeeded"]),
    ("admissionregistration/v1.MutatingWebhook", "sideEffects", &["None", "NoneOnDryRun"]),
    ("admissionregistration/v1.RuleWithOperations", "operations", &["*", "CREATE", "UPDATE", "DELETE", "CONNECT"]),
    ("admissionregistration/v1.RuleWithOperations", "scope", &["*", "Cluster", "Namespaced"]),
    ("admissionregistration/v1.ValidatingWebhook", "failurePolicy", &["Ignore", "Fail"]),
    ("admissionregistration/v1.ValidatingWebhook", "matchPolicy", &["Exact", "Equivalent"]),
    ("admissionregistration/v1.ValidatingWebhook", "sideEffects", &["None", "NoneOnDryRun"]),
    ("apiextensions/v1.CustomResourceDefinitionSpec", "scope", &["Cluster", "Namespaced"]),
    ("apps/v1.DaemonSetUpdateStrategy", "type", &["RollingUpdate", "OnDelete"]),
    ("apps/v1.DeploymentStrategy", "type", &["RollingUpdate", "Recreate"]),
    ("apps/v1.StatefulSetPersistentVolumeClaimRetentionPolicy", "whenDeleted", &["Retain", "Delete"]),
    ("apps/v1.StatefulSetPersistentVolumeClaimRetentionPolicy", "whenScaled", &["Retain", "Delete"]),
    ("apps/v1.StatefulSetSpec", "podManagementPolicy", &["OrderedReady", "Parallel"]),
    ("apps/v1.StatefulSetUpdateStrategy", "type", &["RollingUpdate", "OnDelete"]),
    ("autoscaling/v2.HPAScalingPolicy", "type", &["Pods", "Percent"]),
    ("autoscaling/v2.HPAScalingRules", "selectPolicy", &["Max", "Min", "Disabled"]),
    ("autoscaling/v2.MetricSpec", "type", &["Resource", "ContainerResource", "Pods", "Object", "External"]),
    ("autoscaling/v2.MetricTarget", "type", &["Utilization", "Value", "AverageValue"]),
    ("batch/v1.CronJobSpec", "concurrencyPolicy", &["Allow", "Forbid", "Replace"]),
    ("batch/v1.JobSpec", "completionMode", &["NonIndexed", "Indexed"]),
    ("batch/v1.JobSpec", "podReplacementPolicy", &["TerminatingOrFailed", "Failed"]),
    ("batch/v1.PodFailurePolicyRule", "action", &["FailJob", "FailIndex", "Ignore", "Count"]),
    ("core/v1.AppArmorProfile", "type", &["RuntimeDefault", "Localhost", "Unconfined"]),
    ("core/v1.Container", "imagePullPolicy", &["Always", "IfNotPresent", "Never"]),
    ("core/v1.Container", "restartPolicy", &["Always", "OnFailure", "Never"]),
    ("core/v1.Container", "terminationMessagePolicy", &["File", "FallbackToLogsOnError"]),
    ("core/v1.ContainerPort", "protocol", &["TCP", "UDP", "SCTP"]),
    ("core/v1.HTTPGetAction", "scheme", &["HTTP", "HTTPS"]),
    (
        "core/v1.HostPathVolumeSource",
        "type",
        &["", "DirectoryOrCreate", "Directory", "FileOrCreate", "File", "Socket", "CharDevice", "BlockDevice"],
    ),
    ("core/v1.NodeSelectorRequirement", "operator", &["In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt"]),
    (
        "core/v1.PersistentVolumeClaimSpec",
        "accessModes",
        &["ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod"],
    ),
    ("core/v1.PersistentVolumeClaimSpec", "volumeMode", &["Filesystem", "Block"]),
    (
        "core/v1.PersistentVolumeSpec",
        "accessModes",
        &["ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod"],
    ),
    ("core/v1.PersistentVolumeSpec", "persistentVolumeReclaimPolicy", &["Retain", "Delete", "Recycle"]),
    ("core/v1.PersistentVolumeSpec", "volumeMode", &["Filesystem", "Block"]),
    ("core/v1.PodSecurityContext", "fsGroupChangePolicy", &["OnRootMismatch", "Always"]),
    ("core/v1.PodSecurityContext", "supplementalGroupsPolicy", &["Merge", "Strict"]),
    ("core/v1.PodSpec", "dnsPolicy", &["ClusterFirst", "ClusterFirstWithHostNet", "Default", "None"]),
    ("core/v1.PodSpec", "preemptionPolicy", &["PreemptLowerPriority", "Never"]),
    ("core/v1.PodSpec", "restartPolicy", &["Always", "OnFailure", "Never"]),
    ("core/v1.SeccompProfile", "type", &["RuntimeDefault", "Localhost", "Unconfined"]),
    ("core/v1.SecurityContext", "procMount", &["Default", "Unmasked"]),
    ("core/v1.ServicePort", "protocol", &["TCP", "UDP", "SCTP"]),
    ("core/v1.ServiceSpec", "externalTrafficPolicy", &["Cluster", "Local"]),
    ("core/v1.ServiceSpec", "internalTrafficPolicy", &["Cluster", "Local"]),
    ("core/v1.ServiceSpec", "ipFamilies", &["IPv4", "IPv6"]),
    ("core/v1.ServiceSpec", "ipFamilyPolicy", &["SingleStack", "PreferDualStack", "RequireDualStack"]),
    ("core/v1.ServiceSpec", "sessionAffinity", &["None", "ClientIP"]),
    ("core/v1.ServiceSpec", "type", &["ClusterIP", "NodePort", "LoadBalancer", "ExternalName"]),
    ("core/v1.Taint", "effect", &["NoSchedule", "PreferNoSchedule", "NoExecute"]),
    ("core/v1.Toleration", "effect", &["", "NoSchedule", "PreferNoSchedule", "NoExecute"]),
    ("core/v1.Toleration", "operator", &["", "Equal", "Exists", "Lt", "Gt"]),
    ("core/v1.TopologySpreadConstraint", "nodeAffinityPolicy", &["Honor", "Ignore"]),
    ("core/v1.TopologySpreadConstraint", "nodeTaintsPolicy", &["Honor", "Ignore"]),
    ("core/v1.TopologySpreadConstraint", "whenUnsatisfiable", &["DoNotSchedule", "ScheduleAnyway"]),
    ("core/v1.VolumeMount", "mountPropagation", &["None", "HostToContainer", "Bidirectional"]),
    ("core/v1.VolumeMount", "recursiveReadOnly", &["Disabled", "IfPossible", "Enabled"]),
    ("meta/v1.LabelSelectorRequirement", "operator", &["In", "NotIn", "Exists", "DoesNotExist"]),
    ("networking/v1.HTTPIngressPath", "pathType", &["Exact", "Prefix", "ImplementationSpecific"]),
    ("networking/v1.NetworkPolicyPort", "protocol", &["TCP", "UDP", "SCTP"]),
    ("networking/v1.NetworkPolicySpec", "policyTypes", &["Ingress", "Egress"]),
    ("policy/v1.PodDisruptionBudgetSpec", "unhealthyPodEvictionPolicy", &["IfHealthyBudget", "AlwaysAllow"]),
    ("rbac/v1.RoleRef", "kind", &["Role", "ClusterRole"]),
    ("rbac/v1.Subject", "kind", &["User", "Group", "ServiceAccount"]),
    ("scheduling/v1.PriorityClass", "preemptionPolicy", &["PreemptLowerPriority", "Never"]),
    ("storage/v1.StorageClass", "reclaimPolicy", &["Delete", "Retain"]),
    ("storage/v1.StorageClass", "volumeBindingMode", &["Immediate", "WaitForFirstConsumer"]),
];

/// The words that a field of a type takes, if the set is closed.
pub fn words(owner: &str, field: &str) -> Option<&'static [&'static str]> {
    let at = WORDS.binary_search_by(|(named, key, _)| (*named, *key).cmp(&(owner, field))).ok()?;
    Some(WORDS[at].2)
}

/// Fields that the API server asks for although `OpenAPI` calls them optional, by type. Source: the validation of each API group in
/// Kubernetes 1.37 (`pkg/apis/*/validation`), taken 2026-11-22.
const ASKED_FOR: &[(&str, &[&str])] = &[
    ("apps/v1.DaemonSetSpec", &["selector", "template"]),
    ("apps/v1.DeploymentSpec", &["selector", "template"]),
    ("apps/v1.ReplicaSetSpec", &["selector", "template"]),
    ("apps/v1.StatefulSetSpec", &["selector", "template"]),
    ("autoscaling/v2.HorizontalPodAutoscalerSpec", &["maxReplicas", "scaleTargetRef"]),
    ("batch/v1.CronJobSpec", &["jobTemplate", "schedule"]),
    ("core/v1.ConfigMapEnvSource", &["name"]),
    ("core/v1.ConfigMapKeySelector", &["name"]),
    ("core/v1.ConfigMapProjection", &["name"]),
    ("core/v1.ConfigMapVolumeSource", &["name"]),
    ("core/v1.ExecAction", &["command"]),
    ("core/v1.PersistentVolumeClaimSpec", &["accessModes", "resources"]),
    ("core/v1.PersistentVolumeSpec", &["accessModes", "capacity"]),
    ("core/v1.PodTemplateSpec", &["spec"]),
    ("core/v1.SecretEnvSource", &["name"]),
    ("core/v1.SecretKeySelector", &["name"]),
    ("core/v1.SecretProjection", &["name"]),
    ("core/v1.SecretVolumeSource", &["secretName"]),
    ("networking/v1.HTTPIngressPath", &["backend", "pathType"]),
];

/// The fields that a type asks for beyond those that the table says.
pub fn asked_for(owner: &str) -> &'static [&'static str] {
    ASKED_FOR.iter().find(|(named, _)| *named == owner).map_or(&[], |(_, fields)| fields)
}

/// Whether text is an amount: a decimal number with a suffix of [`SUFFIXES`] or an exponent (`resource.Quantity` in the Kubernetes API
/// reference).
pub fn is_quantity(text: &str) -> bool {
    let number = text.strip_prefix(['+', '-']).unwrap_or(text);
    let digits =
        number.len() - number.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == '.').len();
    let (number, suffix) = number.split_at(digits);
    let is_number = number.matches('.').count() <= 1 && number.contains(|letter: char| letter.is_ascii_digit());
    let is_exponent = || {
        suffix.strip_prefix(['e', 'E']).is_some_and(|power| {
            let power = power.strip_prefix(['+', '-']).unwrap_or(power);
            !power.is_empty() && power.bytes().all(|byte| byte.is_ascii_digit())
        })
    };
    is_number && (SUFFIXES.contains(&suffix) || is_exponent())
}

/// What may stand behind the number of an amount.
pub const SUFFIXES: [&str; 16] = ["", "n", "u", "m", "k", "M", "G", "T", "P", "E", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];

#[cfg(test)]
mod tests {
    use super::super::{NEWEST, Schema};
    use super::*;

    #[test]
    fn the_tables_name_fields_that_are_there_in_order() {
        assert!(WORDS.is_sorted_by(|one, two| (one.0, one.1) < (two.0, two.1)));
        for (owner, field, _) in WORDS {
            let found = Schema::get().named(owner).and_then(|owner| owner.field(field, NEWEST));
            assert!(found.is_some(), "{owner}.{field}");
        }
        for (owner, fields) in ASKED_FOR {
            for field in *fields {
                let found = Schema::get().named(owner).and_then(|owner| owner.field(field, NEWEST));
                assert!(found.is_some(), "{owner}.{field}");
            }
        }
    }

    #[test]
    fn amounts_are_told_from_other_text() {
        for text in ["1", "0.5", ".5", "1.", "100m", "1Gi", "1e3", "1E", "1E6", "-1", "12e-3", "2k"] {
            assert!(is_quantity(text), "{text}");
        }
        for text in ["", "m", "512MB", "1 Gi", "1,5", "100mi", "1gi", "1K", "1e", "0x10", "1.2.3", "Gi"] {
            assert!(!is_quantity(text), "{text}");
        }
    }
}
