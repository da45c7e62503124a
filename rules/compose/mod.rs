//! Compose files.

use crate::rules;

mod bind_file_missing;
mod build_platform_mismatch;
mod command_without_shell;
mod completed_with_restart;
mod container_name_with_replicas;
mod dangerous_capability;
mod database_port_public;
mod database_without_volume;
mod dependency_cycle;
mod depends_on_without_condition;
mod device_request_conflict;
mod docker_socket;
mod dockerfile_inline_conflict;
mod duplicate_container_name;
mod duplicate_mount_target;
mod duplicate_published_port;
mod env_file_missing;
mod env_list_quotes;
mod extends_missing;
mod external_conflict;
mod healthcheck_form;
mod host_namespace;
mod include_missing;
mod invalid_container_name;
mod invalid_interpolation;
mod invalid_port;
mod invalid_restart_policy;
mod invalid_value;
mod invalid_volume;
mod legacy_format;
mod links_deprecated;
mod missing_healthcheck;
mod missing_image;
mod missing_required_env;
mod missing_resource_limits;
mod missing_restart_policy;
mod mount_propagation;
mod multiple_default_files;
mod network_isolation;
mod network_mode_conflict;
mod obsolete_version;
mod privileged;
mod profile_dependency;
mod resource_conflict;
mod secret_file_missing;
mod secret_source;
mod sensitive_host_mount;
mod service_healthy_without_healthcheck;
mod static_address;
mod unconfined;
mod undefined_resource;
mod undefined_service;
mod unescaped_hash;
mod unescaped_variable;
mod unknown_key;
mod unused_resource;
mod url_localhost;
mod url_published_port;
mod volume_path_without_dot;
mod volume_wrong_data_path;
mod watch_target_missing;
mod yaml11_boolean;

rules![
    "compose":
    bind_file_missing,
    build_platform_mismatch,
    command_without_shell,
    completed_with_restart,
    container_name_with_replicas,
    dangerous_capability,
    database_port_public,
    database_without_volume,
    dependency_cycle,
    depends_on_without_condition,
    device_request_conflict,
    docker_socket,
    dockerfile_inline_conflict,
    duplicate_container_name,
    duplicate_mount_target,
    duplicate_published_port,
    env_file_missing,
    env_list_quotes,
    extends_missing,
    external_conflict,
    healthcheck_form,
    host_namespace,
    include_missing,
    invalid_container_name,
    invalid_interpolation,
    invalid_port,
    invalid_restart_policy,
    invalid_value,
    invalid_volume,
    legacy_format,
    links_deprecated,
    missing_healthcheck,
    missing_image,
    missing_required_env,
    missing_resource_limits,
    missing_restart_policy,
    mount_propagation,
    multiple_default_files,
    network_isolation,
    network_mode_conflict,
    obsolete_version,
    privileged,
    profile_dependency,
    resource_conflict,
    secret_file_missing,
    secret_source,
    sensitive_host_mount,
    service_healthy_without_healthcheck,
    static_address,
    unconfined,
    undefined_resource,
    undefined_service,
    unescaped_hash,
    unescaped_variable,
    unknown_key,
    unused_resource,
    url_localhost,
    url_published_port,
    volume_path_without_dot,
    volume_wrong_data_path,
    watch_target_missing,
    yaml11_boolean,
];
