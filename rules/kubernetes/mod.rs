//! Kubernetes objects: workloads, what selects and scales them, and who may do what.

use crate::rules;

mod cluster_admin_binding;
mod deprecated_api;
mod hpa_replicas_conflict;
mod hpa_target_without_requests;
mod invalid_enum_value;
mod invalid_quantity;
mod liveness_without_startup;
mod missing_config_key;
mod missing_configmap;
mod missing_image_pull_secret;
mod missing_pvc;
mod missing_readiness_probe;
mod missing_reference;
mod missing_required_field;
mod missing_resources;
mod missing_run_as_non_root;
mod missing_secret;
mod missing_service_account;
mod privileged;
mod removed_api;
mod run_as_root;
mod selector_mismatch;
mod service_selects_nothing;
mod service_target_port_mismatch;
mod unknown_field;
mod unknown_kind;
mod unquoted_string;
mod wrong_type;

rules![
    "kubernetes":
    cluster_admin_binding, deprecated_api, hpa_replicas_conflict, hpa_target_without_requests, invalid_enum_value,
    invalid_quantity, liveness_without_startup, missing_config_key, missing_configmap, missing_image_pull_secret,
    missing_pvc, missing_readiness_probe, missing_required_field, missing_resources, missing_run_as_non_root,
    missing_secret, missing_service_account, privileged, removed_api, run_as_root, selector_mismatch,
    service_selects_nothing, service_target_port_mismatch, unknown_field, unknown_kind, unquoted_string, wrong_type;
    declared: privilege_escalation
];
