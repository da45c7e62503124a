//! Compose files.

use crate::rules;

mod build_platform_mismatch;
mod dependency_cycle;
mod dockerfile_inline_conflict;
mod extends_missing;
mod include_missing;
mod invalid_interpolation;
mod invalid_value;
mod legacy_format;
mod missing_image;
mod missing_resource_limits;
mod missing_restart_policy;
mod network_mode_conflict;
mod obsolete_version;
mod privileged;
mod service_healthy_without_healthcheck;
mod undefined_resource;
mod undefined_service;
mod unknown_key;

rules![
    "compose":
    build_platform_mismatch,
    dependency_cycle,
    dockerfile_inline_conflict,
    extends_missing,
    include_missing,
    invalid_interpolation,
    invalid_value,
    legacy_format,
    missing_image,
    missing_resource_limits,
    missing_restart_policy,
    network_mode_conflict,
    obsolete_version,
    privileged,
    service_healthy_without_healthcheck,
    undefined_resource,
    undefined_service,
    unknown_key,
];
