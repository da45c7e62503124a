//! Dockerfiles.

use crate::rules;

mod add_insecure_url;
mod add_instead_of_copy;
mod add_remote_without_checksum;
mod admin_port_exposed;
mod cd_has_no_effect;
mod copy_archive_then_extract;
mod copy_relative_without_workdir;
mod copy_whole_filesystem;
mod default_shell_replaced;
mod duplicate_label;
mod exec_form_shell_operator;
mod exec_form_single_string;
mod exec_form_variable;
mod from_as_casing;
mod healthcheck_port_mismatch;
mod instruction_casing;
mod label_invalid_key;
mod last_user_root;
mod layer_order;
mod maintainer_deprecated;
mod missing_healthcheck;
mod missing_user;
mod multi_stage_recommended;
mod multiple_instructions_ignored;
mod nonsensical_command;
mod npm_install_not_ci;
mod relative_workdir;
mod run_env_does_not_persist;
mod run_insecure_security;
mod run_network_host;
mod secret_in_build_arg;
mod service_start_no_effect;
mod shell_cmd_with_entrypoint;
mod shell_entrypoint_ignores_cmd;
mod shell_form_entrypoint;
mod stage_name_casing;
mod sudo_in_run;
mod sudo_nopasswd;
mod ungraceful_stop_signal;
mod unreachable_stage;
mod user_created_never_used;
mod useradd_no_log_init;
mod volume_sensitive_path;
mod windows_unsupported_feature;
mod workdir_system_dir;
mod workdir_tilde;

rules![
    "dockerfile":
    add_insecure_url,
    add_instead_of_copy,
    add_remote_without_checksum,
    admin_port_exposed,
    cd_has_no_effect,
    copy_archive_then_extract,
    copy_relative_without_workdir,
    copy_whole_filesystem,
    default_shell_replaced,
    duplicate_label,
    exec_form_shell_operator,
    exec_form_single_string,
    exec_form_variable,
    from_as_casing,
    healthcheck_port_mismatch,
    instruction_casing,
    label_invalid_key,
    last_user_root,
    layer_order,
    maintainer_deprecated,
    missing_healthcheck,
    missing_user,
    multi_stage_recommended,
    multiple_instructions_ignored,
    nonsensical_command,
    npm_install_not_ci,
    relative_workdir,
    run_env_does_not_persist,
    run_insecure_security,
    run_network_host,
    secret_in_build_arg,
    service_start_no_effect,
    shell_cmd_with_entrypoint,
    shell_entrypoint_ignores_cmd,
    shell_form_entrypoint,
    stage_name_casing,
    sudo_in_run,
    sudo_nopasswd,
    ungraceful_stop_signal,
    unreachable_stage,
    user_created_never_used,
    useradd_no_log_init,
    volume_sensitive_path,
    windows_unsupported_feature,
    workdir_system_dir,
    workdir_tilde,
];
