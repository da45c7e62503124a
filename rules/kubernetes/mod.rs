//! Kubernetes objects: workloads, what selects and scales them, and who may do what.

use crate::rules;

mod cluster_admin_binding;
mod deprecated_api;
mod gateway_route_weights;
mod hpa_replicas_conflict;
mod hpa_target_without_requests;
mod ingress_backend_missing;
mod invalid_enum_value;
mod invalid_quantity;
mod istio_route_weights;
mod istio_undefined_subset;
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
mod near_selector;
mod network_policy_egress_blocks_dns;
mod network_policy_invalid;
mod network_policy_peer_selects_nothing;
mod network_policy_rules_ignored;
mod network_policy_selects_nothing;
mod overlapping_selectors;
mod privileged;
mod removed_api;
mod run_as_root;
mod selector_mismatch;
mod service_protocol_mismatch;
mod service_selects_nothing;
mod service_target_port_mismatch;
mod service_undeclared_port_number;
mod statefulset_service_mismatch;
mod unknown_field;
mod unknown_kind;
mod unquoted_string;
mod wrong_type;

rules![
    "kubernetes":
    cluster_admin_binding, deprecated_api, gateway_route_weights, hpa_replicas_conflict, hpa_target_without_requests,
    ingress_backend_missing, invalid_enum_value, invalid_quantity, istio_route_weights, istio_undefined_subset,
    liveness_without_startup, missing_config_key, missing_configmap, missing_image_pull_secret, missing_pvc,
    missing_readiness_probe, missing_required_field, missing_resources, missing_run_as_non_root, missing_secret,
    missing_service_account, network_policy_egress_blocks_dns, network_policy_invalid,
    network_policy_peer_selects_nothing, network_policy_rules_ignored, network_policy_selects_nothing,
    overlapping_selectors, privileged, removed_api, run_as_root, selector_mismatch, service_protocol_mismatch,
    service_selects_nothing, service_target_port_mismatch, service_undeclared_port_number,
    statefulset_service_mismatch, unknown_field, unknown_kind, unquoted_string, wrong_type;
    declared: privilege_escalation
];
