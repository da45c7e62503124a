//! Kubernetes objects: workloads, what selects and scales them, and who may do what.

use crate::rules;

mod added_capability;
mod apparmor_unconfined;
mod cluster_admin_binding;
mod container_runtime_socket;
mod dangerous_capability;
mod default_service_account;
mod deprecated_api;
mod host_namespace;
mod hpa_replicas_conflict;
mod hpa_target_without_requests;
mod ingress_nginx_snippet;
mod invalid_enum_value;
mod invalid_quantity;
mod liveness_without_startup;
mod missing_drop_all;
mod missing_readiness_probe;
mod missing_required_field;
mod missing_resources;
mod missing_run_as_non_root;
mod plaintext_secret;
mod pod_security_violation;
mod privileged;
mod rbac_authenticated_subject;
mod rbac_dangling_role;
mod rbac_escalation;
mod rbac_role_writing;
mod rbac_subject_mismatch;
mod rbac_wildcard;
mod removed_api;
mod run_as_root;
mod selector_mismatch;
mod sensitive_host_path;
mod unknown_field;
mod unknown_kind;
mod unquoted_string;
mod writable_host_path;
mod writable_root_filesystem;
mod wrong_type;

rules![
    "kubernetes":
    added_capability, apparmor_unconfined, cluster_admin_binding, container_runtime_socket, dangerous_capability,
    default_service_account, deprecated_api, host_namespace, hpa_replicas_conflict, hpa_target_without_requests,
    ingress_nginx_snippet, invalid_enum_value, invalid_quantity, liveness_without_startup, missing_drop_all,
    missing_readiness_probe, missing_required_field, missing_resources, missing_run_as_non_root, plaintext_secret,
    pod_security_violation, privileged, rbac_authenticated_subject, rbac_dangling_role, rbac_escalation,
    rbac_role_writing, rbac_subject_mismatch, rbac_wildcard, removed_api, run_as_root, selector_mismatch,
    sensitive_host_path, unknown_field, unknown_kind, unquoted_string, writable_host_path, writable_root_filesystem,
    wrong_type;
    declared:
    automount_token, dashboard_deployed, default_namespace, gatekeeper_open_prefix, host_aliases, host_path_volume,
    host_port, host_probe_address, host_users, ingress_without_tls, kube_system_namespace, legacy_tiller,
    low_group_id, low_user_id, missing_apparmor, missing_seccomp_profile, namespace_missing_psa, non_root_conflict,
    openshift_scc_privileged, privilege_escalation, privilege_escalation_conflict, privilege_escalation_unset,
    privileged_port, proc_mount_unmasked, pull_policy_not_always, pull_policy_stale_latest, rbac_anonymous_subject,
    rbac_default_sa_subject, rbac_masters_subject, rbac_node_proxy, rbac_partial_wildcard, rbac_pod_exec,
    rbac_secrets_access, rbac_user_subject, rbac_workload_create, restricted_volume_type, root_group,
    seccomp_unconfined, secret_env_ref, selinux_options, service_external_ips, service_load_balancer,
    service_node_port, ssh_port, unsafe_sysctl, windows_host_process
];
