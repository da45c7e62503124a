//! Dockerfiles.

use crate::rules;

mod constant_platform;
mod copy_from_empty_scratch;
mod copy_from_later_stage;
mod copy_from_self;
mod copy_from_stage_index;
mod copy_from_unknown_stage;
mod copy_from_variable;
mod copy_remote_source;
mod duplicate_stage_name;
mod expose_host_mapping;
mod expose_protocol_casing;
mod invalid_expose_port;
mod last_user_root;
mod layer_order;
mod missing_healthcheck;
mod missing_user;
mod npm_install_not_ci;
mod redundant_target_platform;
mod reserved_stage_name;
mod secret_in_build_arg;
mod stage_reference_casing;
mod undefined_arg_in_from;

rules![
    "dockerfile":
    constant_platform,
    copy_from_empty_scratch,
    copy_from_later_stage,
    copy_from_self,
    copy_from_stage_index,
    copy_from_unknown_stage,
    copy_from_variable,
    copy_remote_source,
    duplicate_stage_name,
    expose_host_mapping,
    expose_protocol_casing,
    invalid_expose_port,
    last_user_root,
    layer_order,
    missing_healthcheck,
    missing_user,
    npm_install_not_ci,
    redundant_target_platform,
    reserved_stage_name,
    secret_in_build_arg,
    stage_reference_casing,
    undefined_arg_in_from,
];
