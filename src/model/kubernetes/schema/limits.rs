//! How small and how large values may be.
//!
//! For the built-in kinds the facts are in [`BOUNDS`]; for custom resources they are what the validation of `JSONSchemaProps` says (API
//! reference of `apiextensions.k8s.io/v1`): `minimum`, `maximum`, `exclusiveMinimum`, `exclusiveMaximum`, `multipleOf`, `minLength`,
//! `maxLength` (in characters), `minItems`, `maxItems`, `minProperties` and `maxProperties`.

use crate::tree::{Kind, Node};

/// The greatest `int32`.
const INT: i64 = i32::MAX as i64;

/// Fields with the least and the greatest number that they take, by type. Source: the validation of each API group in Kubernetes
/// (`pkg/apis/*/validation`), taken 2026-11-22; `OpenAPI` does not tell them. Numbers of probes are a matter of `invalid-probe`, spreads of
/// `topology-spread-invalid`, ports of `invalid-port-number`.
const BOUNDS: &[(&str, &str, i64, i64)] = &[
    ("admissionregistration/v1.MutatingWebhook", "timeoutSeconds", 1, 30),
    ("admissionregistration/v1.ValidatingWebhook", "timeoutSeconds", 1, 30),
    ("apps/v1.DaemonSetSpec", "minReadySeconds", 0, INT),
    ("apps/v1.DaemonSetSpec", "revisionHistoryLimit", 0, INT),
    ("apps/v1.DeploymentSpec", "minReadySeconds", 0, INT),
    ("apps/v1.DeploymentSpec", "progressDeadlineSeconds", 0, INT),
    ("apps/v1.DeploymentSpec", "replicas", 0, INT),
    ("apps/v1.DeploymentSpec", "revisionHistoryLimit", 0, INT),
    ("apps/v1.ReplicaSetSpec", "minReadySeconds", 0, INT),
    ("apps/v1.ReplicaSetSpec", "replicas", 0, INT),
    ("apps/v1.RollingUpdateStatefulSetStrategy", "partition", 0, INT),
    ("apps/v1.StatefulSetSpec", "minReadySeconds", 0, INT),
    ("apps/v1.StatefulSetSpec", "replicas", 0, INT),
    ("autoscaling/v2.HPAScalingPolicy", "periodSeconds", 1, 1800),
    ("autoscaling/v2.HPAScalingPolicy", "value", 1, INT),
    ("autoscaling/v2.HPAScalingRules", "stabilizationWindowSeconds", 0, 3600),
    ("batch/v1.CronJobSpec", "failedJobsHistoryLimit", 0, INT),
    ("batch/v1.CronJobSpec", "startingDeadlineSeconds", 0, i64::MAX),
    ("batch/v1.CronJobSpec", "successfulJobsHistoryLimit", 0, INT),
    ("batch/v1.JobSpec", "activeDeadlineSeconds", 0, i64::MAX),
    ("batch/v1.JobSpec", "backoffLimit", 0, INT),
    ("batch/v1.JobSpec", "backoffLimitPerIndex", 0, INT),
    ("batch/v1.JobSpec", "completions", 0, INT),
    ("batch/v1.JobSpec", "maxFailedIndexes", 0, INT),
    ("batch/v1.JobSpec", "parallelism", 0, INT),
    ("batch/v1.JobSpec", "ttlSecondsAfterFinished", 0, INT),
    ("core/v1.ClientIPConfig", "timeoutSeconds", 1, 86400),
    ("core/v1.ISCSIVolumeSource", "lun", 0, 255),
    ("core/v1.PodSecurityContext", "fsGroup", 0, INT),
    ("core/v1.PodSecurityContext", "runAsGroup", 0, INT),
    ("core/v1.PodSecurityContext", "runAsUser", 0, INT),
    ("core/v1.PodSecurityContext", "supplementalGroups", 0, INT),
    ("core/v1.PodSpec", "activeDeadlineSeconds", 1, INT),
    ("core/v1.PreferredSchedulingTerm", "weight", 1, 100),
    ("core/v1.Probe", "terminationGracePeriodSeconds", 1, i64::MAX),
    ("core/v1.ReplicationControllerSpec", "minReadySeconds", 0, INT),
    ("core/v1.ReplicationControllerSpec", "replicas", 0, INT),
    ("core/v1.SecurityContext", "runAsGroup", 0, INT),
    ("core/v1.SecurityContext", "runAsUser", 0, INT),
    ("core/v1.ServiceAccountTokenProjection", "expirationSeconds", 600, 1 << 32),
    ("core/v1.SleepAction", "seconds", 0, i64::MAX),
    ("core/v1.WeightedPodAffinityTerm", "weight", 1, 100),
    ("policy/v1.PodDisruptionBudgetSpec", "maxUnavailable", 0, INT),
    ("policy/v1.PodDisruptionBudgetSpec", "minAvailable", 0, INT),
];

/// What a field of a built-in type asks for, if a number is outside of its bounds.
pub(super) fn fault_of_number(owner: &str, field: &str, value: Node<'_>) -> Option<String> {
    let at = BOUNDS.binary_search_by(|(named, key, ..)| (*named, *key).cmp(&(owner, field))).ok()?;
    let (_, _, least, most) = BOUNDS[at];
    let number = value.as_i64()?;
    let is_endless = most == INT || most == i64::MAX;
    (!(least..=most).contains(&number)).then(|| match (number < least, is_endless) {
        (true, true) => format!("a number from {least} on"),
        _ => format!("a number from {least} to {most}"),
    })
}

/// What a schema asks for, if a value is too small or too large for it.
pub(super) fn fault_by_schema(schema: Node<'_>, value: Node<'_>) -> Option<String> {
    match value.kind() {
        Kind::Int | Kind::Float => number(schema, value.as_f64()?),
        // One that is empty may be filled in later.
        Kind::String if value.text().is_empty() => None,
        Kind::String => count(schema, value.text().chars().count(), ["minLength", "maxLength"], "character"),
        Kind::Seq if !value.is_open() => count(schema, value.items().len(), ["minItems", "maxItems"], "item"),
        Kind::Map if !value.is_open() => {
            count(schema, value.entries().count(), ["minProperties", "maxProperties"], "field")
        }
        _ => None,
    }
}

fn number(schema: Node<'_>, number: f64) -> Option<String> {
    let bound = |name: &str| schema.get(name).and_then(Node::as_f64);
    let excludes = |name: &str| schema.get(name).is_some_and(|it| it.as_bool() != Some(false));
    let (least, is_above) = (bound("minimum"), excludes("exclusiveMinimum"));
    let (most, is_below) = (bound("maximum"), excludes("exclusiveMaximum"));
    let is_too_small = least.is_some_and(|least| if is_above { number <= least } else { number < least });
    let is_too_large = most.is_some_and(|most| if is_below { number >= most } else { number > most });
    match (least, most) {
        (Some(least), Some(most)) if (is_too_small || is_too_large) && !is_above && !is_below => {
            Some(format!("a number from {least} to {most}"))
        }
        (Some(least), _) if is_too_small && is_above => Some(format!("a number above {least}")),
        (Some(least), _) if is_too_small => Some(format!("a number from {least} on")),
        (_, Some(most)) if is_too_large && is_below => Some(format!("a number below {most}")),
        (_, Some(most)) if is_too_large => Some(format!("a number up to {most}")),
        _ => {
            let step = bound("multipleOf").filter(|step| *step > 0.0)?;
            ((number / step).fract() != 0.0).then(|| format!("a multiple of {step}"))
        }
    }
}

fn count(schema: Node<'_>, count: usize, [least, most]: [&str; 2], what: &str) -> Option<String> {
    let bound = |name: &str| schema.get(name).and_then(Node::as_i64);
    let many = |number: i64| if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") };
    let count = i64::try_from(count).ok()?;
    match (bound(least), bound(most)) {
        (Some(least), _) if count < least => Some(format!("at least {}", many(least))),
        (_, Some(most)) if count > most => Some(format!("at most {}", many(most))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{NEWEST, Schema};
    use super::*;

    #[test]
    fn the_table_names_fields_that_are_there_in_order() {
        assert!(BOUNDS.is_sorted_by(|one, two| (one.0, one.1) < (two.0, two.1)));
        for (owner, field, least, most) in BOUNDS.iter().copied() {
            assert!(least < most, "{owner}.{field}");
            let found = Schema::get().named(owner).and_then(|owner| owner.field(field, NEWEST));
            assert!(found.is_some(), "{owner}.{field}");
        }
    }
}
