//! Kubernetes objects: workloads, what selects and scales them, and who may do what.

use crate::rules;

mod cluster_admin_binding;
mod deprecated_api;
mod deprecated_field;
mod duplicate_env_var;
mod duplicate_list_key;
mod duplicate_object;
mod hpa_replicas_conflict;
mod hpa_target_without_requests;
mod invalid_cron_schedule;
mod invalid_enum_value;
mod invalid_label;
mod invalid_label_selector;
mod invalid_object_name;
mod invalid_port_name;
mod invalid_port_number;
mod invalid_quantity;
mod liveness_without_startup;
mod memory_unit_suspicious;
mod missing_identity;
mod missing_readiness_probe;
mod missing_required_field;
mod missing_resources;
mod missing_run_as_non_root;
mod privileged;
mod removed_api;
mod run_as_root;
mod selector_mismatch;
mod unknown_field;
mod unknown_kind;
mod unquoted_string;
mod wrong_type;

rules![
    "kubernetes":
    cluster_admin_binding, deprecated_api, deprecated_field, duplicate_env_var, duplicate_list_key, duplicate_object,
    hpa_replicas_conflict, hpa_target_without_requests, invalid_cron_schedule, invalid_enum_value, invalid_label,
    invalid_label_selector, invalid_object_name, invalid_port_name, invalid_port_number, invalid_quantity,
    liveness_without_startup, memory_unit_suspicious, missing_identity, missing_readiness_probe,
    missing_required_field, missing_resources, missing_run_as_non_root, privileged, removed_api, run_as_root,
    selector_mismatch, unknown_field, unknown_kind, unquoted_string, wrong_type;
    declared: privilege_escalation
];
