//! Dockerfiles.

use crate::rules;

mod add_insecure_url;
mod add_instead_of_copy;
mod add_remote_without_checksum;
mod admin_port_exposed;
mod apk_no_cache;
mod apk_virtual_not_deleted;
mod apt_lists_not_removed;
mod apt_missing_yes;
mod apt_no_install_recommends;
mod cd_has_no_effect;
mod constant_platform;
mod copy_archive_then_extract;
mod copy_from_empty_scratch;
mod copy_from_later_stage;
mod copy_from_self;
mod copy_from_stage_index;
mod copy_from_unknown_stage;
mod copy_from_variable;
mod copy_relative_without_workdir;
mod copy_remote_source;
mod copy_whole_filesystem;
mod default_shell_replaced;
mod dnf_cache_not_cleaned;
mod dnf_missing_yes;
mod duplicate_label;
mod duplicate_stage_name;
mod exec_form_shell_operator;
mod exec_form_single_string;
mod exec_form_variable;
mod expose_host_mapping;
mod expose_protocol_casing;
mod from_as_casing;
mod healthcheck_port_mismatch;
mod instruction_casing;
mod invalid_expose_port;
mod label_invalid_key;
mod last_user_root;
mod layer_order;
mod maintainer_deprecated;
mod missing_healthcheck;
mod missing_user;
mod multi_stage_recommended;
mod multiple_instructions_ignored;
mod npm_install_not_ci;
mod pacman_noconfirm;
mod pacman_partial_upgrade;
mod redundant_target_platform;
mod relative_workdir;
mod reserved_stage_name;
mod run_env_does_not_persist;
mod run_insecure_security;
mod run_network_host;
mod secret_in_build_arg;
mod service_start_no_effect;
mod shell_cmd_with_entrypoint;
mod shell_entrypoint_ignores_cmd;
mod shell_form_entrypoint;
mod stage_name_casing;
mod stage_reference_casing;
mod sudo_in_run;
mod sudo_nopasswd;
mod undefined_arg_in_from;
mod ungraceful_stop_signal;
mod unreachable_stage;
mod user_created_never_used;
mod useradd_no_log_init;
mod volume_sensitive_path;
mod windows_unsupported_feature;
mod workdir_system_dir;
mod workdir_tilde;
mod zypper_cache_not_cleaned;
mod zypper_missing_non_interactive;

rules![
    "dockerfile":
    add_insecure_url,
    add_instead_of_copy,
    add_remote_without_checksum,
    admin_port_exposed,
    apk_no_cache,
    apk_virtual_not_deleted,
    apt_lists_not_removed,
    apt_missing_yes,
    apt_no_install_recommends,
    cd_has_no_effect,
    constant_platform,
    copy_archive_then_extract,
    copy_from_empty_scratch,
    copy_from_later_stage,
    copy_from_self,
    copy_from_stage_index,
    copy_from_unknown_stage,
    copy_from_variable,
    copy_relative_without_workdir,
    copy_remote_source,
    copy_whole_filesystem,
    default_shell_replaced,
    dnf_cache_not_cleaned,
    dnf_missing_yes,
    duplicate_label,
    duplicate_stage_name,
    exec_form_shell_operator,
    exec_form_single_string,
    exec_form_variable,
    expose_host_mapping,
    expose_protocol_casing,
    from_as_casing,
    healthcheck_port_mismatch,
    instruction_casing,
    invalid_expose_port,
    label_invalid_key,
    last_user_root,
    layer_order,
    maintainer_deprecated,
    missing_healthcheck,
    missing_user,
    multi_stage_recommended,
    multiple_instructions_ignored,
    npm_install_not_ci,
    pacman_noconfirm,
    pacman_partial_upgrade,
    redundant_target_platform,
    relative_workdir,
    reserved_stage_name,
    run_env_does_not_persist,
    run_insecure_security,
    run_network_host,
    secret_in_build_arg,
    service_start_no_effect,
    shell_cmd_with_entrypoint,
    shell_entrypoint_ignores_cmd,
    shell_form_entrypoint,
    stage_name_casing,
    stage_reference_casing,
    sudo_in_run,
    sudo_nopasswd,
    undefined_arg_in_from,
    ungraceful_stop_signal,
    unreachable_stage,
    user_created_never_used,
    useradd_no_log_init,
    volume_sensitive_path,
    windows_unsupported_feature,
    workdir_system_dir,
    workdir_tilde,
    zypper_cache_not_cleaned,
    zypper_missing_non_interactive,
];
