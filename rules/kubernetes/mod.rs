//! Kubernetes objects: workloads, what selects and scales them, and who may do what.

use crate::rules;

mod added_capability;
mod apparmor_unconfined;
mod cluster_admin_binding;
mod container_runtime_socket;
mod dangerous_capability;
mod deprecated_api;
mod deprecated_field;
mod duplicate_env_var;
mod duplicate_list_key;
mod host_namespace;
mod hpa_replicas_conflict;
mod hpa_target_without_requests;
mod ingress_nginx_snippet;
mod invalid_enum_value;
mod invalid_label;
mod invalid_label_selector;
mod invalid_object_name;
mod invalid_port_name;
mod invalid_port_number;
mod invalid_quantity;
mod liveness_without_startup;
mod memory_unit_suspicious;
mod missing_config_key;
mod missing_configmap;
mod missing_drop_all;
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
mod rbac_dangling_role;
mod rbac_escalation;
mod rbac_role_writing;
mod rbac_subject_mismatch;
mod rbac_wildcard;
mod removed_api;
mod run_as_root;
mod selector_mismatch;
mod sensitive_host_path;
mod service_selects_nothing;
mod service_target_port_mismatch;
mod unknown_field;
mod unknown_kind;
mod unquoted_string;
mod writable_host_path;
mod writable_root_filesystem;
mod wrong_type;

rules![
    "kubernetes":
    added_capability, apparmor_unconfined, cluster_admin_binding, container_runtime_socket, dangerous_capability,
    deprecated_api, deprecated_field, duplicate_env_var, duplicate_list_key, host_namespace, hpa_replicas_conflict,
    hpa_target_without_requests, ingress_nginx_snippet, invalid_enum_value, invalid_label, invalid_label_selector,
    invalid_object_name, invalid_port_name, invalid_port_number, invalid_quantity, liveness_without_startup,
    memory_unit_suspicious, missing_config_key, missing_configmap, missing_drop_all, missing_image_pull_secret,
    missing_pvc, missing_readiness_probe, missing_required_field, missing_resources, missing_run_as_non_root,
    missing_secret, missing_service_account, privileged, rbac_dangling_role, rbac_escalation, rbac_role_writing,
    rbac_subject_mismatch, rbac_wildcard, removed_api, run_as_root, selector_mismatch, sensitive_host_path,
    service_selects_nothing, service_target_port_mismatch, unknown_field, unknown_kind, unquoted_string,
    writable_host_path, writable_root_filesystem, wrong_type;
    declared: gatekeeper_open_prefix, host_path_volume, host_port, host_probe_address, legacy_tiller, non_root_conflict, openshift_scc_privileged, privilege_escalation, privilege_escalation_conflict, proc_mount_unmasked, rbac_anonymous_subject, rbac_authenticated_subject, rbac_default_sa_subject, rbac_masters_subject, rbac_node_proxy, rbac_partial_wildcard, rbac_pod_exec, rbac_secrets_access, rbac_user_subject, rbac_workload_create, seccomp_unconfined, selinux_options, service_external_ips, unsafe_sysctl, windows_host_process
];
