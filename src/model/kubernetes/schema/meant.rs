//! What people write where the API has something else. Source: the API reference of Kubernetes 1.37; the slips are those of manifests and
//! questions in public, 2026.

/// Fields that are called otherwise, by type: what is written, and the name that the API has for it.
const NAMES: [(&str, &str, &str); 13] = [
    ("core/v1.ConfigMapVolumeSource", "configMapName", "name"),
    ("core/v1.ContainerPort", "port", "containerPort"),
    ("core/v1.ContainerPort", "targetPort", "containerPort"),
    ("core/v1.PersistentVolumeClaimVolumeSource", "name", "claimName"),
    ("core/v1.SecretEnvSource", "secretName", "name"),
    ("core/v1.SecretKeySelector", "secretName", "name"),
    ("core/v1.SecretProjection", "secretName", "name"),
    ("core/v1.SecretVolumeSource", "name", "secretName"),
    ("core/v1.ServicePort", "containerPort", "targetPort"),
    ("core/v1.VolumeMount", "path", "mountPath"),
    ("core/v1.WeightedPodAffinityTerm", "podAffinity", "podAffinityTerm"),
    ("core/v1.WeightedPodAffinityTerm", "podAntiAffinity", "podAffinityTerm"),
    ("networking/v1.ServiceBackendPort", "port", "number"),
];

/// Fields that belong elsewhere or are put otherwise, by type, and what to do.
const ADVICE: [(&str, &str, &str); 8] = [
    (
        "autoscaling/v2.HorizontalPodAutoscalerSpec",
        "targetCPUUtilizationPercentage",
        "write it as a metric of the type `Resource` under `metrics`, as `autoscaling/v2` has it",
    ),
    ("core/v1.ConfigMap", "stringData", "a ConfigMap has its text under `data`"),
    (
        "core/v1.ServiceSpec",
        "matchLabels",
        "the selector of a Service holds the labels themselves, without `matchLabels`",
    ),
    ("core/v1.ResourceRequirements", "cpu", "it belongs under `requests` or `limits`"),
    ("core/v1.ResourceRequirements", "ephemeral-storage", "it belongs under `requests` or `limits`"),
    ("core/v1.ResourceRequirements", "memory", "it belongs under `requests` or `limits`"),
    (
        "networking/v1.IngressBackend",
        "serviceName",
        "write `service` with a `name` and a `port`, as `networking.k8s.io/v1` has it",
    ),
    (
        "networking/v1.IngressBackend",
        "servicePort",
        "write `service` with a `name` and a `port`, as `networking.k8s.io/v1` has it",
    ),
];

/// The name that the API has for what is written.
pub fn name_for(owner: &str, written: &str) -> Option<&'static str> {
    NAMES.iter().find(|(named, field, _)| (*named, *field) == (owner, written)).map(|(.., name)| *name)
}

/// What to do about a field of a type.
pub fn advice_on(owner: &str, written: &str) -> Option<&'static str> {
    ADVICE.iter().find(|(named, field, _)| (*named, *field) == (owner, written)).map(|(.., advice)| *advice)
}

/// What to do where a label stands in the place of a field that there is not.
pub fn advice_on_label(owner: &str, written: &str) -> Option<&'static str> {
    match owner {
        "meta/v1.LabelSelector" => Some("labels belong under `matchLabels`"),
        "meta/v1.ObjectMeta" if written.contains('/') => Some("it belongs under `labels` or `annotations`"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{NEWEST, Schema};
    use super::*;

    #[test]
    fn the_tables_name_types_that_are_there_and_fields_that_are_not() {
        let field = |owner: &str, field: &str| {
            Schema::get().named(owner).unwrap_or_else(|| panic!("{owner}")).field(field, NEWEST).is_some()
        };
        for (owner, written, name) in NAMES {
            assert!(!field(owner, written) && field(owner, name), "{owner}.{written}");
        }
        for (owner, written, _) in ADVICE {
            assert!(!field(owner, written), "{owner}.{written}");
        }
    }
}
