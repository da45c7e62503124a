//! Compose files.

use crate::rules;

mod build_platform_mismatch;
mod container_name_with_replicas;
mod dependency_cycle;
mod device_request_conflict;
mod dockerfile_inline_conflict;
mod duplicate_container_name;
mod duplicate_mount_target;
mod extends_missing;
mod external_conflict;
mod healthcheck_form;
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
mod network_mode_conflict;
mod obsolete_version;
mod privileged;
mod resource_conflict;
mod secret_source;
mod service_healthy_without_healthcheck;
mod undefined_resource;
mod undefined_service;
mod unknown_key;
mod volume_path_without_dot;
mod watch_target_missing;

rules![
    "compose":
    build_platform_mismatch,
    container_name_with_replicas,
    dependency_cycle,
    device_request_conflict,
    dockerfile_inline_conflict,
    duplicate_container_name,
    duplicate_mount_target,
    extends_missing,
    external_conflict,
    healthcheck_form,
    include_missing,
    invalid_container_name,
    invalid_interpolation,
    invalid_port,
    invalid_restart_policy,
    invalid_value,
    invalid_volume,
    legacy_format,
    missing_image,
    missing_resource_limits,
    missing_restart_policy,
    network_mode_conflict,
    obsolete_version,
    privileged,
    resource_conflict,
    secret_source,
    service_healthy_without_healthcheck,
    undefined_resource,
    undefined_service,
    unknown_key,
    volume_path_without_dot,
    watch_target_missing,
];
