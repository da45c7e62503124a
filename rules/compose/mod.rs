//! Compose files.

use crate::rules;

mod bind_file_missing;
mod bind_mount_hides_build;
mod build_and_image;
mod build_platform_mismatch;
mod cgroup_parent;
mod ci_file_missing;
mod command_file_missing;
mod command_without_shell;
mod completed_with_restart;
mod container_name_with_replicas;
mod dangerous_capability;
mod database_port_public;
mod database_without_volume;
mod dependency_cycle;
mod depends_on_without_condition;
mod devcontainer_reference_missing;
mod device_request_conflict;
mod docker_socket;
mod dockerfile_inline_conflict;
mod duplicate_build_definition;
mod duplicate_container_name;
mod duplicate_mount_target;
mod duplicate_published_port;
mod env_file_missing;
mod env_file_syntax;
mod env_list_quotes;
mod excessive_aliasing;
mod extends_missing;
mod external_conflict;
mod healthcheck_disabled;
mod healthcheck_form;
mod healthcheck_missing_tool;
mod healthcheck_port_unserved;
mod host_namespace;
mod include_missing;
mod internal_network_with_ports;
mod invalid_container_name;
mod invalid_interpolation;
mod invalid_port;
mod invalid_project_name;
mod invalid_restart_policy;
mod invalid_value;
mod invalid_volume;
mod key_order;
mod legacy_format;
mod links_deprecated;
mod list_order;
mod missing_cap_drop;
mod missing_healthcheck;
mod missing_image;
mod missing_log_limit;
mod missing_pids_limit;
mod missing_required_env;
mod missing_resource_limits;
mod missing_restart_policy;
mod misspelt_variable;
mod mount_propagation;
mod multiple_default_files;
mod network_isolation;
mod network_mode_conflict;
mod networks_not_set;
mod no_new_privileges;
mod obsolete_version;
mod one_shot_waited_for_health;
mod override_without_base;
mod privileged;
mod privileged_port;
mod profile_dependency;
mod project_name;
mod public_port;
mod published_port_not_exposed;
mod quoted_volume;
mod resource_conflict;
mod restart_without_limit;
mod runs_as_root;
mod secret_file_committed;
mod secret_file_missing;
mod secret_in_build_arg;
mod secret_ownership_ignored;
mod secret_source;
mod sensitive_host_mount;
mod service_healthy_without_healthcheck;
mod service_name_unknown_in_ci;
mod service_order;
mod shared_volume;
mod static_address;
mod subnet_overlap;
mod swarm_only_key;
mod system_path_mount;
mod unconfined;
mod undefined_resource;
mod undefined_service;
mod undefined_variable;
mod unescaped_hash;
mod unescaped_variable;
mod unknown_key;
mod unquoted_port;
mod unused_resource;
mod url_localhost;
mod url_published_port;
mod url_unknown_host;
mod user_vs_volume_ownership;
mod volume_path_without_dot;
mod volume_wrong_data_path;
mod watch_path_missing;
mod watch_target_missing;
mod writable_root_filesystem;
mod yaml11_boolean;

rules![
    "compose":
    bind_file_missing, bind_mount_hides_build, build_and_image, build_platform_mismatch, cgroup_parent,
    ci_file_missing, command_file_missing, command_without_shell, completed_with_restart,
    container_name_with_replicas, dangerous_capability, database_port_public, database_without_volume,
    dependency_cycle, depends_on_without_condition, devcontainer_reference_missing, device_request_conflict,
    docker_socket, dockerfile_inline_conflict, duplicate_build_definition, duplicate_container_name,
    duplicate_mount_target, duplicate_published_port, env_file_missing, env_file_syntax, env_list_quotes,
    excessive_aliasing, extends_missing, external_conflict, healthcheck_disabled, healthcheck_form,
    healthcheck_missing_tool, healthcheck_port_unserved, host_namespace, include_missing, internal_network_with_ports,
    invalid_container_name, invalid_interpolation, invalid_port, invalid_project_name, invalid_restart_policy,
    invalid_value, invalid_volume, key_order, legacy_format, links_deprecated, list_order, missing_cap_drop,
    missing_healthcheck, missing_image, missing_log_limit, missing_pids_limit, missing_required_env,
    missing_resource_limits, missing_restart_policy, misspelt_variable, mount_propagation, multiple_default_files,
    network_isolation, network_mode_conflict, networks_not_set, no_new_privileges, obsolete_version,
    one_shot_waited_for_health, override_without_base, privileged, privileged_port, profile_dependency, project_name,
    public_port, published_port_not_exposed, quoted_volume, resource_conflict, restart_without_limit, runs_as_root,
    secret_file_committed, secret_file_missing, secret_in_build_arg, secret_ownership_ignored, secret_source,
    sensitive_host_mount, service_healthy_without_healthcheck, service_name_unknown_in_ci, service_order,
    shared_volume, static_address, subnet_overlap, swarm_only_key, system_path_mount, unconfined, undefined_resource,
    undefined_service, undefined_variable, unescaped_hash, unescaped_variable, unknown_key, unquoted_port,
    unused_resource, url_localhost, url_published_port, url_unknown_host, user_vs_volume_ownership,
    volume_path_without_dot, volume_wrong_data_path, watch_path_missing, watch_target_missing,
    writable_root_filesystem, yaml11_boolean,
];
