//! Kubernetes objects: workloads, what selects and scales them, and who may do what.

use crate::rules;

mod annotation_on_wrong_level;
mod cluster_admin_binding;
mod deprecated_api;
mod fragile_liveness_probe;
mod host_port_mismatch;
mod hpa_fixed_range;
mod hpa_invalid;
mod hpa_replicas_conflict;
mod hpa_target_missing;
mod hpa_target_without_requests;
mod identical_probes;
mod ingress_duplicate_path;
mod ingress_invalid;
mod ingress_tls_mismatch;
mod invalid_enum_value;
mod invalid_env_var;
mod invalid_pod_security_label;
mod invalid_probe;
mod invalid_quantity;
mod invalid_restart_policy;
mod liveness_checks_readiness;
mod liveness_without_startup;
mod missing_cpu_limit;
mod missing_disruption_budget;
mod missing_liveness_probe;
mod missing_readiness_probe;
mod missing_required_field;
mod missing_resources;
mod missing_run_as_non_root;
mod multiple_autoscalers;
mod no_spread;
mod pdb_blocks_eviction;
mod pdb_invalid;
mod privileged;
mod probe_on_init_container;
mod probe_timeout_exceeds_period;
mod prometheus_port_mismatch;
mod rbac_invalid;
mod removed_api;
mod request_exceeds_limit;
mod requests_not_equal_limits;
mod rolling_update_downtime;
mod rolling_update_invalid;
mod run_as_root;
mod secret_invalid_base64;
mod selector_mismatch;
mod service_invalid;
mod single_replica;
mod undefined_probe_port;
mod undefined_volume_mount;
mod unknown_field;
mod unknown_kind;
mod unquoted_string;
mod unused_volume;
mod vault_injector_incomplete;
mod wrong_type;

rules![
    "kubernetes":
    annotation_on_wrong_level, cluster_admin_binding, deprecated_api, fragile_liveness_probe, host_port_mismatch,
    hpa_fixed_range, hpa_invalid, hpa_replicas_conflict, hpa_target_missing, hpa_target_without_requests,
    identical_probes, ingress_duplicate_path, ingress_invalid, ingress_tls_mismatch, invalid_enum_value,
    invalid_env_var, invalid_pod_security_label, invalid_probe, invalid_quantity, invalid_restart_policy,
    liveness_checks_readiness, liveness_without_startup, missing_cpu_limit, missing_disruption_budget,
    missing_liveness_probe, missing_readiness_probe, missing_required_field, missing_resources,
    missing_run_as_non_root, multiple_autoscalers, no_spread, pdb_blocks_eviction, pdb_invalid, privileged,
    probe_on_init_container, probe_timeout_exceeds_period, prometheus_port_mismatch, rbac_invalid, removed_api,
    request_exceeds_limit, requests_not_equal_limits, rolling_update_downtime, rolling_update_invalid, run_as_root,
    secret_invalid_base64, selector_mismatch, service_invalid, single_replica, undefined_probe_port,
    undefined_volume_mount, unknown_field, unknown_kind, unquoted_string, unused_volume, vault_injector_incomplete,
    wrong_type;
    declared: cronjob_missing_deadline, hpa_min_replicas, job_missing_ttl, missing_priority_class, pdb_unhealthy_policy, privilege_escalation, recreate_strategy, statefulset_without_service_name, zero_grace_period
];
