//! Kubernetes objects: workloads, what selects and scales them, and who may do what.

use crate::rules;

mod cluster_admin_binding;
mod deprecated_api;
mod hpa_replicas_conflict;
mod hpa_target_without_requests;
mod invalid_enum_value;
mod invalid_quantity;
mod liveness_without_startup;
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
    cluster_admin_binding, deprecated_api, hpa_replicas_conflict, hpa_target_without_requests, invalid_enum_value,
    invalid_quantity, liveness_without_startup, missing_readiness_probe, missing_required_field, missing_resources,
    missing_run_as_non_root, privileged, removed_api, run_as_root, selector_mismatch, unknown_field, unknown_kind,
    unquoted_string, wrong_type;
    declared: privilege_escalation
];
