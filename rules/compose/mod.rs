//! Compose files.

use crate::rules;

mod invalid_interpolation;
mod invalid_value;
mod legacy_format;
mod missing_resource_limits;
mod missing_restart_policy;
mod obsolete_version;
mod privileged;
mod service_healthy_without_healthcheck;
mod unknown_key;

rules![
    "compose":
    invalid_interpolation,
    invalid_value,
    legacy_format,
    missing_resource_limits,
    missing_restart_policy,
    obsolete_version,
    privileged,
    service_healthy_without_healthcheck,
    unknown_key,
];
