//! Compose files.

use crate::rules;

mod missing_resource_limits;
mod missing_restart_policy;
mod privileged;
mod service_healthy_without_healthcheck;

rules!["compose": missing_resource_limits, missing_restart_policy, privileged, service_healthy_without_healthcheck];
