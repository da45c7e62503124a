//! Dockerfiles.

use crate::rules;

mod constant_platform;
mod continuation_swallows_instruction;
mod copy_destination_not_directory;
mod copy_from_empty_scratch;
mod copy_from_later_stage;
mod copy_from_self;
mod copy_from_stage_index;
mod copy_from_unknown_stage;
mod copy_from_variable;
mod copy_remote_source;
mod copy_secret_file;
mod directive_not_at_top;
mod duplicate_run_mount_target;
mod duplicate_stage_name;
mod empty_continuation_line;
mod env_debian_frontend;
mod expose_host_mapping;
mod expose_protocol_casing;
mod global_arg_not_in_scope;
mod inline_comment;
mod instruction_inside_run;
mod invalid_chmod;
mod invalid_expose_port;
mod invalid_json_form;
mod invalid_run_mount;
mod invalid_stop_signal;
mod last_user_root;
mod layer_order;
mod legacy_key_value;
mod missing_healthcheck;
mod missing_user;
mod npm_install_not_ci;
mod redundant_target_platform;
mod reserved_stage_name;
mod secret_in_build_arg;
mod secret_mount_permissions;
mod space_around_equals;
mod stage_reference_casing;
mod syntax_too_old_for_feature;
mod trailing_comment_swallows_command;
mod undefined_arg_in_from;
mod world_writable_permissions;

rules![
    "dockerfile":
    constant_platform,
    continuation_swallows_instruction,
    copy_destination_not_directory,
    copy_from_empty_scratch,
    copy_from_later_stage,
    copy_from_self,
    copy_from_stage_index,
    copy_from_unknown_stage,
    copy_from_variable,
    copy_remote_source,
    copy_secret_file,
    directive_not_at_top,
    duplicate_run_mount_target,
    duplicate_stage_name,
    empty_continuation_line,
    env_debian_frontend,
    expose_host_mapping,
    expose_protocol_casing,
    global_arg_not_in_scope,
    inline_comment,
    instruction_inside_run,
    invalid_chmod,
    invalid_expose_port,
    invalid_json_form,
    invalid_run_mount,
    invalid_stop_signal,
    last_user_root,
    layer_order,
    legacy_key_value,
    missing_healthcheck,
    missing_user,
    npm_install_not_ci,
    redundant_target_platform,
    reserved_stage_name,
    secret_in_build_arg,
    secret_mount_permissions,
    space_around_equals,
    stage_reference_casing,
    syntax_too_old_for_feature,
    trailing_comment_swallows_command,
    undefined_arg_in_from,
    world_writable_permissions,
];
