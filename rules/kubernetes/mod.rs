//! Kubernetes objects: workloads, what selects and scales them, and who may do what.

use crate::rules;

mod added_capability;
mod annotation_on_wrong_level;
mod any_added_capability;
mod apparmor_unconfined;
mod argo_application_invalid_path;
mod argo_floating_revision;
mod automount_token;
mod canary_ingress_invalid;
mod certificate_secret_unused;
mod cluster_admin_binding;
mod configmap_too_large;
mod container_port_not_exposed;
mod container_runtime_socket;
mod crd_invalid;
mod credential_named_config;
mod cronjob_concurrency_unset;
mod dangerous_capability;
mod decimal_file_mode;
mod default_namespace;
mod default_service_account;
mod deprecated_api;
mod deprecated_field;
mod duplicate_env_var;
mod duplicate_host_port;
mod duplicate_list_key;
mod duplicate_object;
mod fewer_than_three_replicas;
mod flux_missing_source;
mod forbidden_annotation;
mod fragile_liveness_probe;
mod gateway_certificate_missing;
mod gateway_route_backend_missing;
mod gateway_route_weights;
mod git_sync_exec;
mod host_namespace;
mod host_path_volume;
mod host_port_mismatch;
mod hpa_fixed_range;
mod hpa_invalid;
mod hpa_min_replicas;
mod hpa_replicas_conflict;
mod hpa_target_missing;
mod hpa_target_without_requests;
mod identical_probes;
mod implicit_request;
mod ingress_backend_missing;
mod ingress_duplicate_path;
mod ingress_invalid;
mod ingress_nginx_snippet;
mod ingress_tls_mismatch;
mod instance_label;
mod invalid_cloud_identity;
mod invalid_config_key;
mod invalid_cron_schedule;
mod invalid_dns_config;
mod invalid_enum_value;
mod invalid_env_var;
mod invalid_format;
mod invalid_label;
mod invalid_label_selector;
mod invalid_lifecycle_hook;
mod invalid_object_name;
mod invalid_pod_security_label;
mod invalid_port_name;
mod invalid_port_number;
mod invalid_probe;
mod invalid_quantity;
mod invalid_resource_name;
mod invalid_restart_policy;
mod invalid_toleration;
mod invalid_volume;
mod invalid_volume_mount;
mod istio_conflicting_hosts;
mod istio_destination_host_missing;
mod istio_gateway_missing;
mod istio_old_api;
mod istio_route_weights;
mod istio_subset_selects_nothing;
mod istio_undefined_subset;
mod job_invalid;
mod job_missing_ttl;
mod legacy_tiller;
mod limit_range_invalid;
mod liveness_checks_dependencies;
mod liveness_checks_readiness;
mod liveness_without_startup;
mod memory_unit_suspicious;
mod missing_apparmor;
mod missing_config_key;
mod missing_configmap;
mod missing_cpu_limit;
mod missing_default_deny;
mod missing_disruption_budget;
mod missing_drop_all;
mod missing_ephemeral_storage;
mod missing_identity;
mod missing_image;
mod missing_image_pull_secret;
mod missing_init_resources;
mod missing_liveness_probe;
mod missing_localhost_profile;
mod missing_network_policy;
mod missing_pvc;
mod missing_quota;
mod missing_readiness_probe;
mod missing_reference;
mod missing_required_field;
mod missing_resources;
mod missing_run_as_non_root;
mod missing_seccomp_profile;
mod missing_secret;
mod missing_service_account;
mod multiple_autoscalers;
mod naked_pod;
mod named_user_run_as_non_root;
mod namespace_missing;
mod namespace_on_cluster_scoped;
mod namespace_unset;
mod native_secret;
mod near_selector;
mod network_policy_allow_all;
mod network_policy_egress_blocks_dns;
mod network_policy_invalid;
mod network_policy_namespace_label;
mod network_policy_peer_selects_nothing;
mod network_policy_rules_ignored;
mod network_policy_selects_nothing;
mod no_spread;
mod overlapping_selectors;
mod pdb_blocks_eviction;
mod pdb_invalid;
mod pdb_selects_nothing;
mod persistent_volume_invalid;
mod plaintext_secret;
mod pod_security_violation;
mod privilege_escalation_unset;
mod privileged;
mod probe_on_init_container;
mod probe_timeout_exceeds_period;
mod probe_undeclared_port_number;
mod prometheus_port_mismatch;
mod pull_policy_not_always;
mod pull_policy_stale_latest;
mod rbac_authenticated_subject;
mod rbac_dangling_role;
mod rbac_escalation;
mod rbac_invalid;
mod rbac_misc_sensitive;
mod rbac_partial_wildcard;
mod rbac_pod_exec;
mod rbac_role_elsewhere;
mod rbac_role_writing;
mod rbac_secrets_access;
mod rbac_subject_mismatch;
mod rbac_unknown_resource;
mod rbac_unused_role;
mod rbac_wildcard;
mod rbac_workload_create;
mod readiness_probe_unset;
mod recreate_strategy;
mod removed_api;
mod request_exceeds_limit;
mod requests_not_equal_limits;
mod required_labels;
mod resource_quota_invalid;
mod resource_range;
mod restricted_volume_type;
mod rolling_update_downtime;
mod rolling_update_invalid;
mod rollout_canary_steps;
mod run_as_root;
mod rwo_volume_multi_replica;
mod scale_target;
mod scaled_object_target_missing;
mod secret_env_ref;
mod secret_in_args;
mod secret_in_configmap;
mod secret_invalid_base64;
mod secret_trailing_newline;
mod secret_type_mismatch;
mod security_context;
mod selector_mismatch;
mod sensitive_host_path;
mod service_invalid;
mod service_load_balancer;
mod service_monitor_port_mismatch;
mod service_monitor_selects_nothing;
mod service_protocol_mismatch;
mod service_selects_nothing;
mod service_selects_unrelated;
mod service_target_port_mismatch;
mod service_undeclared_port_number;
mod shared_service_account;
mod shell_missing;
mod single_replica;
mod sorted_keys;
mod spread_selector_mismatch;
mod statefulset_claim_access_mode;
mod statefulset_claims_kept;
mod statefulset_service_mismatch;
mod topology_spread_invalid;
mod undefined_env_reference;
mod undefined_probe_port;
mod undefined_volume_mount;
mod unknown_field;
mod unknown_kind;
mod unknown_priority_class;
mod unquoted_string;
mod unsafe_sysctl;
mod unused_config;
mod unused_volume;
mod value_out_of_range;
mod vault_injector_incomplete;
mod volume_over_system_folder;
mod vpa_recommendation_only;
mod webhook_invalid;
mod webhook_service_missing;
mod workload_invalid;
mod writable_host_path;
mod writable_root_filesystem;
mod wrong_type;

rules![
    "kubernetes":
    added_capability, annotation_on_wrong_level, any_added_capability, apparmor_unconfined,
    argo_application_invalid_path, argo_floating_revision, automount_token, canary_ingress_invalid,
    certificate_secret_unused, cluster_admin_binding, configmap_too_large, container_port_not_exposed,
    container_runtime_socket, crd_invalid, credential_named_config, cronjob_concurrency_unset, dangerous_capability,
    decimal_file_mode, default_namespace, default_service_account, deprecated_api, deprecated_field,
    duplicate_env_var, duplicate_host_port, duplicate_list_key, duplicate_object, fewer_than_three_replicas,
    flux_missing_source, forbidden_annotation, fragile_liveness_probe, gateway_certificate_missing,
    gateway_route_backend_missing, gateway_route_weights, git_sync_exec, host_namespace, host_path_volume,
    host_port_mismatch, hpa_fixed_range, hpa_invalid, hpa_min_replicas, hpa_replicas_conflict, hpa_target_missing,
    hpa_target_without_requests, identical_probes, implicit_request, ingress_backend_missing, ingress_duplicate_path,
    ingress_invalid, ingress_nginx_snippet, ingress_tls_mismatch, instance_label, invalid_cloud_identity,
    invalid_config_key, invalid_cron_schedule, invalid_dns_config, invalid_enum_value, invalid_env_var,
    invalid_format, invalid_label, invalid_label_selector, invalid_lifecycle_hook, invalid_object_name,
    invalid_pod_security_label, invalid_port_name, invalid_port_number, invalid_probe, invalid_quantity,
    invalid_resource_name, invalid_restart_policy, invalid_toleration, invalid_volume, invalid_volume_mount,
    istio_conflicting_hosts, istio_destination_host_missing, istio_gateway_missing, istio_old_api,
    istio_route_weights, istio_subset_selects_nothing, istio_undefined_subset, job_invalid, job_missing_ttl,
    legacy_tiller, limit_range_invalid, liveness_checks_dependencies, liveness_checks_readiness,
    liveness_without_startup, memory_unit_suspicious, missing_apparmor, missing_config_key, missing_configmap,
    missing_cpu_limit, missing_default_deny, missing_disruption_budget, missing_drop_all, missing_ephemeral_storage,
    missing_identity, missing_image, missing_image_pull_secret, missing_init_resources, missing_liveness_probe,
    missing_localhost_profile, missing_network_policy, missing_pvc, missing_quota, missing_readiness_probe,
    missing_required_field, missing_resources, missing_run_as_non_root, missing_seccomp_profile, missing_secret,
    missing_service_account, multiple_autoscalers, naked_pod, named_user_run_as_non_root, namespace_missing,
    namespace_on_cluster_scoped, namespace_unset, native_secret, network_policy_allow_all,
    network_policy_egress_blocks_dns, network_policy_invalid, network_policy_namespace_label,
    network_policy_peer_selects_nothing, network_policy_rules_ignored, network_policy_selects_nothing, no_spread,
    overlapping_selectors, pdb_blocks_eviction, pdb_invalid, pdb_selects_nothing, persistent_volume_invalid,
    plaintext_secret, pod_security_violation, privilege_escalation_unset, privileged, probe_on_init_container,
    probe_timeout_exceeds_period, probe_undeclared_port_number, prometheus_port_mismatch, pull_policy_not_always,
    pull_policy_stale_latest, rbac_authenticated_subject, rbac_dangling_role, rbac_escalation, rbac_invalid,
    rbac_misc_sensitive, rbac_partial_wildcard, rbac_pod_exec, rbac_role_elsewhere, rbac_role_writing,
    rbac_secrets_access, rbac_subject_mismatch, rbac_unknown_resource, rbac_unused_role, rbac_wildcard,
    rbac_workload_create, readiness_probe_unset, recreate_strategy, removed_api, request_exceeds_limit,
    requests_not_equal_limits, required_labels, resource_quota_invalid, resource_range, restricted_volume_type,
    rolling_update_downtime, rolling_update_invalid, rollout_canary_steps, run_as_root, rwo_volume_multi_replica,
    scaled_object_target_missing, secret_env_ref, secret_in_args, secret_in_configmap, secret_invalid_base64,
    secret_trailing_newline, secret_type_mismatch, selector_mismatch, sensitive_host_path, service_invalid,
    service_load_balancer, service_monitor_port_mismatch, service_monitor_selects_nothing, service_protocol_mismatch,
    service_selects_nothing, service_selects_unrelated, service_target_port_mismatch, service_undeclared_port_number,
    shared_service_account, shell_missing, single_replica, sorted_keys, spread_selector_mismatch,
    statefulset_claim_access_mode, statefulset_claims_kept, statefulset_service_mismatch, topology_spread_invalid,
    undefined_env_reference, undefined_probe_port, undefined_volume_mount, unknown_field, unknown_kind,
    unknown_priority_class, unquoted_string, unsafe_sysctl, unused_config, unused_volume, value_out_of_range,
    vault_injector_incomplete, volume_over_system_folder, vpa_recommendation_only, webhook_invalid,
    webhook_service_missing, workload_invalid, writable_host_path, writable_root_filesystem, wrong_type;
    declared: cronjob_missing_deadline, cronjob_short_deadline, dashboard_deployed, dns_options, gatekeeper_open_prefix, host_aliases, host_port, host_probe_address, host_users, hpa_fewer_than_three_replicas, ingress_without_tls, job_missing_deadline, kube_system_namespace, low_group_id, low_user_id, missing_priority_class, missing_security_context, namespace_missing_psa, network_plugin_without_policies, network_policy_missing_selector, node_affinity, non_root_conflict, openshift_scc_privileged, pdb_unhealthy_policy, privilege_escalation, privilege_escalation_conflict, privileged_port, proc_mount_unmasked, rbac_admin_everywhere, rbac_anonymous_subject, rbac_default_sa_subject, rbac_masters_subject, rbac_node_proxy, rbac_user_subject, root_group, seccomp_unconfined, selinux_options, service_external_ips, service_node_port, ssh_port, statefulset_without_service_name, windows_host_process, zero_grace_period
];
