//! Kubernetes objects: workloads, what selects and scales them, and who may do what.

use crate::rules;

mod added_capability;
mod annotation_on_wrong_level;
mod apparmor_unconfined;
mod automount_token;
mod cluster_admin_binding;
mod configmap_too_large;
mod container_port_not_exposed;
mod container_runtime_socket;
mod dangerous_capability;
mod default_service_account;
mod deprecated_api;
mod deprecated_field;
mod duplicate_env_var;
mod duplicate_list_key;
mod duplicate_object;
mod fragile_liveness_probe;
mod gateway_route_weights;
mod host_namespace;
mod host_port_mismatch;
mod hpa_fixed_range;
mod hpa_invalid;
mod hpa_replicas_conflict;
mod hpa_target_missing;
mod hpa_target_without_requests;
mod identical_probes;
mod ingress_backend_missing;
mod ingress_duplicate_path;
mod ingress_invalid;
mod ingress_nginx_snippet;
mod ingress_tls_mismatch;
mod invalid_cron_schedule;
mod invalid_enum_value;
mod invalid_env_var;
mod invalid_label;
mod invalid_label_selector;
mod invalid_object_name;
mod invalid_pod_security_label;
mod invalid_port_name;
mod invalid_port_number;
mod invalid_probe;
mod invalid_quantity;
mod invalid_restart_policy;
mod istio_route_weights;
mod istio_undefined_subset;
mod job_invalid;
mod liveness_checks_readiness;
mod liveness_without_startup;
mod memory_unit_suspicious;
mod missing_apparmor;
mod missing_config_key;
mod missing_configmap;
mod missing_cpu_limit;
mod missing_disruption_budget;
mod missing_drop_all;
mod missing_identity;
mod missing_image_pull_secret;
mod missing_liveness_probe;
mod missing_pvc;
mod missing_readiness_probe;
mod missing_reference;
mod missing_required_field;
mod missing_resources;
mod missing_run_as_non_root;
mod missing_secret;
mod missing_service_account;
mod multiple_autoscalers;
mod named_user_run_as_non_root;
mod namespace_on_cluster_scoped;
mod near_selector;
mod network_policy_egress_blocks_dns;
mod network_policy_invalid;
mod network_policy_peer_selects_nothing;
mod network_policy_rules_ignored;
mod network_policy_selects_nothing;
mod no_spread;
mod overlapping_selectors;
mod pdb_blocks_eviction;
mod pdb_invalid;
mod pdb_selects_nothing;
mod plaintext_secret;
mod pod_security_violation;
mod privileged;
mod probe_on_init_container;
mod probe_timeout_exceeds_period;
mod prometheus_port_mismatch;
mod rbac_authenticated_subject;
mod rbac_dangling_role;
mod rbac_escalation;
mod rbac_invalid;
mod rbac_role_writing;
mod rbac_subject_mismatch;
mod rbac_wildcard;
mod removed_api;
mod request_exceeds_limit;
mod requests_not_equal_limits;
mod rolling_update_downtime;
mod rolling_update_invalid;
mod run_as_root;
mod scale_target;
mod scaled_object_target_missing;
mod secret_invalid_base64;
mod secret_trailing_newline;
mod secret_type_mismatch;
mod selector_mismatch;
mod sensitive_host_path;
mod service_invalid;
mod service_monitor_port_mismatch;
mod service_monitor_selects_nothing;
mod service_protocol_mismatch;
mod service_selects_nothing;
mod service_selects_unrelated;
mod service_target_port_mismatch;
mod service_undeclared_port_number;
mod shell_missing;
mod single_replica;
mod statefulset_service_mismatch;
mod topology_spread_invalid;
mod undefined_probe_port;
mod undefined_volume_mount;
mod unknown_field;
mod unknown_kind;
mod unquoted_string;
mod unsafe_sysctl;
mod unused_volume;
mod vault_injector_incomplete;
mod webhook_service_missing;
mod writable_host_path;
mod writable_root_filesystem;
mod wrong_type;

rules![
    "kubernetes":
    added_capability, annotation_on_wrong_level, apparmor_unconfined, automount_token, cluster_admin_binding,
    configmap_too_large, container_port_not_exposed, container_runtime_socket, dangerous_capability,
    default_service_account, deprecated_api, deprecated_field, duplicate_env_var, duplicate_list_key,
    duplicate_object, fragile_liveness_probe, gateway_route_weights, host_namespace, host_port_mismatch,
    hpa_fixed_range, hpa_invalid, hpa_replicas_conflict, hpa_target_missing, hpa_target_without_requests,
    identical_probes, ingress_backend_missing, ingress_duplicate_path, ingress_invalid, ingress_nginx_snippet,
    ingress_tls_mismatch, invalid_cron_schedule, invalid_enum_value, invalid_env_var, invalid_label,
    invalid_label_selector, invalid_object_name, invalid_pod_security_label, invalid_port_name, invalid_port_number,
    invalid_probe, invalid_quantity, invalid_restart_policy, istio_route_weights, istio_undefined_subset, job_invalid,
    liveness_checks_readiness, liveness_without_startup, memory_unit_suspicious, missing_apparmor, missing_config_key,
    missing_configmap, missing_cpu_limit, missing_disruption_budget, missing_drop_all, missing_identity,
    missing_image_pull_secret, missing_liveness_probe, missing_pvc, missing_readiness_probe, missing_required_field,
    missing_resources, missing_run_as_non_root, missing_secret, missing_service_account, multiple_autoscalers,
    named_user_run_as_non_root, namespace_on_cluster_scoped, network_policy_egress_blocks_dns, network_policy_invalid,
    network_policy_peer_selects_nothing, network_policy_rules_ignored, network_policy_selects_nothing, no_spread,
    overlapping_selectors, pdb_blocks_eviction, pdb_invalid, pdb_selects_nothing, plaintext_secret,
    pod_security_violation, privileged, probe_on_init_container, probe_timeout_exceeds_period,
    prometheus_port_mismatch, rbac_authenticated_subject, rbac_dangling_role, rbac_escalation, rbac_invalid,
    rbac_role_writing, rbac_subject_mismatch, rbac_wildcard, removed_api, request_exceeds_limit,
    requests_not_equal_limits, rolling_update_downtime, rolling_update_invalid, run_as_root,
    scaled_object_target_missing, secret_invalid_base64, secret_trailing_newline, secret_type_mismatch,
    selector_mismatch, sensitive_host_path, service_invalid, service_monitor_port_mismatch,
    service_monitor_selects_nothing, service_protocol_mismatch, service_selects_nothing, service_selects_unrelated,
    service_target_port_mismatch, service_undeclared_port_number, shell_missing, single_replica,
    statefulset_service_mismatch, topology_spread_invalid, undefined_probe_port, undefined_volume_mount,
    unknown_field, unknown_kind, unquoted_string, unsafe_sysctl, unused_volume, vault_injector_incomplete,
    webhook_service_missing, writable_host_path, writable_root_filesystem, wrong_type;
    declared: cronjob_missing_deadline, dashboard_deployed, default_namespace, gatekeeper_open_prefix, host_aliases, host_path_volume, host_port, host_probe_address, host_users, hpa_min_replicas, ingress_without_tls, job_missing_ttl, kube_system_namespace, legacy_tiller, low_group_id, low_user_id, missing_priority_class, missing_seccomp_profile, namespace_missing_psa, non_root_conflict, openshift_scc_privileged, pdb_unhealthy_policy, privilege_escalation, privilege_escalation_conflict, privilege_escalation_unset, privileged_port, proc_mount_unmasked, pull_policy_not_always, pull_policy_stale_latest, rbac_anonymous_subject, rbac_default_sa_subject, rbac_masters_subject, rbac_node_proxy, rbac_partial_wildcard, rbac_pod_exec, rbac_secrets_access, rbac_user_subject, rbac_workload_create, recreate_strategy, restricted_volume_type, root_group, seccomp_unconfined, secret_env_ref, selinux_options, service_external_ips, service_load_balancer, service_node_port, ssh_port, statefulset_without_service_name, windows_host_process, zero_grace_period
];
