//! Compose files.

use crate::rules;

mod build_platform_mismatch;
mod completed_with_restart;
mod container_name_with_replicas;
mod dangerous_capability;
mod dependency_cycle;
mod device_request_conflict;
mod docker_socket;
mod dockerfile_inline_conflict;
mod duplicate_container_name;
mod duplicate_mount_target;
mod duplicate_published_port;
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
mod missing_image;
mod missing_resource_limits;
mod missing_restart_policy;
mod mount_propagation;
mod multiple_default_files;
mod network_mode_conflict;
mod obsolete_version;
mod privileged;
mod profile_dependency;
mod resource_conflict;
mod secret_source;
mod sensitive_host_mount;
mod service_healthy_without_healthcheck;
mod unconfined;
mod undefined_resource;
mod undefined_service;
mod unknown_key;
mod unused_resource;
mod volume_path_without_dot;
mod watch_target_missing;

rules![
    "compose":
    build_platform_mismatch, completed_with_restart, container_name_with_replicas, dangerous_capability,
    dependency_cycle, device_request_conflict, docker_socket, dockerfile_inline_conflict, duplicate_container_name,
    duplicate_mount_target, duplicate_published_port, extends_missing, external_conflict, healthcheck_form,
    host_namespace, include_missing, invalid_container_name, invalid_interpolation, invalid_port,
    invalid_restart_policy, invalid_value, invalid_volume, legacy_format, missing_image, missing_resource_limits,
    missing_restart_policy, mount_propagation, multiple_default_files, network_mode_conflict, obsolete_version,
    privileged, profile_dependency, resource_conflict, secret_source, sensitive_host_mount,
    service_healthy_without_healthcheck, unconfined, undefined_resource, undefined_service, unknown_key,
    unused_resource, volume_path_without_dot, watch_target_missing,
];
