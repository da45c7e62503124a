//! Dockerfiles.

use crate::rules;

mod add_insecure_url;
mod add_instead_of_copy;
mod add_remote_without_checksum;
mod adduser_flags_mismatch;
mod admin_port_exposed;
mod apk_no_cache;
mod apk_virtual_not_deleted;
mod apt_force;
mod apt_in_script;
mod apt_install_without_update;
mod apt_key_deprecated;
mod apt_lists_not_removed;
mod apt_missing_yes;
mod apt_no_install_recommends;
mod build_arg_required_missing;
mod build_arg_undeclared;
mod build_context_missing;
mod build_file_missing;
mod build_secret_missing;
mod build_target_missing;
mod cd_has_no_effect;
mod constant_platform;
mod continuation_swallows_instruction;
mod copy_archive_then_extract;
mod copy_destination_not_directory;
mod copy_from_empty_scratch;
mod copy_from_later_stage;
mod copy_from_self;
mod copy_from_stage_index;
mod copy_from_unknown_stage;
mod copy_from_variable;
mod copy_outside_context;
mod copy_relative_without_workdir;
mod copy_remote_source;
mod copy_secret_file;
mod copy_source_ignored;
mod copy_source_missing;
mod copy_whole_filesystem;
mod curl_without_fail;
mod default_shell_replaced;
mod directive_not_at_top;
mod dnf_cache_not_cleaned;
mod dnf_missing_yes;
mod duplicate_label;
mod duplicate_run_mount_target;
mod duplicate_stage_name;
mod empty_continuation_line;
mod entrypoint_interpreter_missing;
mod entrypoint_script_crlf;
mod entrypoint_script_missing;
mod entrypoint_script_missing_shebang;
mod entrypoint_script_not_executable;
mod env_debian_frontend;
mod exec_form_shell_operator;
mod exec_form_single_string;
mod exec_form_variable;
mod expose_host_mapping;
mod expose_protocol_casing;
mod from_as_casing;
mod global_arg_not_in_scope;
mod healthcheck_curl_without_fail;
mod healthcheck_port_mismatch;
mod inline_comment;
mod insecure_download;
mod instruction_casing;
mod instruction_inside_run;
mod interactive_command;
mod invalid_chmod;
mod invalid_expose_port;
mod invalid_json_form;
mod invalid_run_mount;
mod invalid_stop_signal;
mod js_install_not_frozen;
mod label_invalid_key;
mod last_user_root;
mod layer_order;
mod legacy_key_value;
mod maintainer_deprecated;
mod missing_healthcheck;
mod missing_tool_in_base;
mod missing_user;
mod multi_stage_recommended;
mod multiple_instructions_ignored;
mod named_context_missing;
mod nonsensical_command;
mod npm_deprecated_production_flag;
mod npm_install_not_ci;
mod package_manager_mismatch;
mod package_update_alone;
mod package_upgrade;
mod pacman_noconfirm;
mod pacman_partial_upgrade;
mod pip_no_cache_dir;
mod pipe_without_pipefail;
mod redundant_target_platform;
mod relative_workdir;
mod reserved_stage_name;
mod run_env_does_not_persist;
mod run_insecure_security;
mod run_network_host;
mod secret_in_build_arg;
mod secret_mount_permissions;
mod service_start_no_effect;
mod shell_cmd_with_entrypoint;
mod shell_entrypoint_ignores_cmd;
mod shell_form_entrypoint;
mod space_around_equals;
mod stage_name_casing;
mod stage_reference_casing;
mod sudo_in_run;
mod sudo_nopasswd;
mod syntax_too_old_for_feature;
mod tls_verification_disabled;
mod trailing_comment_swallows_command;
mod undefined_arg_in_from;
mod ungraceful_stop_signal;
mod unpinned_apk_package;
mod unpinned_apt_package;
mod unpinned_cargo_install;
mod unpinned_gem;
mod unpinned_go_install;
mod unpinned_npm_package;
mod unpinned_pip_package;
mod unreachable_stage;
mod untrusted_packages;
mod user_created_never_used;
mod useradd_no_log_init;
mod uv_sync_not_frozen;
mod volume_sensitive_path;
mod wget_and_curl;
mod windows_unsupported_feature;
mod workdir_system_dir;
mod workdir_tilde;
mod world_writable_permissions;
mod zypper_cache_not_cleaned;
mod zypper_missing_non_interactive;

rules![
    "dockerfile":
    add_insecure_url,
    add_instead_of_copy,
    add_remote_without_checksum,
    adduser_flags_mismatch,
    admin_port_exposed,
    apk_no_cache,
    apk_virtual_not_deleted,
    apt_force,
    apt_in_script,
    apt_install_without_update,
    apt_key_deprecated,
    apt_lists_not_removed,
    apt_missing_yes,
    apt_no_install_recommends,
    build_arg_required_missing,
    build_arg_undeclared,
    build_context_missing,
    build_file_missing,
    build_secret_missing,
    build_target_missing,
    cd_has_no_effect,
    constant_platform,
    continuation_swallows_instruction,
    copy_archive_then_extract,
    copy_destination_not_directory,
    copy_from_empty_scratch,
    copy_from_later_stage,
    copy_from_self,
    copy_from_stage_index,
    copy_from_unknown_stage,
    copy_from_variable,
    copy_outside_context,
    copy_relative_without_workdir,
    copy_remote_source,
    copy_secret_file,
    copy_source_ignored,
    copy_source_missing,
    copy_whole_filesystem,
    curl_without_fail,
    default_shell_replaced,
    directive_not_at_top,
    dnf_cache_not_cleaned,
    dnf_missing_yes,
    duplicate_label,
    duplicate_run_mount_target,
    duplicate_stage_name,
    empty_continuation_line,
    entrypoint_interpreter_missing,
    entrypoint_script_crlf,
    entrypoint_script_missing,
    entrypoint_script_missing_shebang,
    entrypoint_script_not_executable,
    env_debian_frontend,
    exec_form_shell_operator,
    exec_form_single_string,
    exec_form_variable,
    expose_host_mapping,
    expose_protocol_casing,
    from_as_casing,
    global_arg_not_in_scope,
    healthcheck_curl_without_fail,
    healthcheck_port_mismatch,
    inline_comment,
    insecure_download,
    instruction_casing,
    instruction_inside_run,
    interactive_command,
    invalid_chmod,
    invalid_expose_port,
    invalid_json_form,
    invalid_run_mount,
    invalid_stop_signal,
    js_install_not_frozen,
    label_invalid_key,
    last_user_root,
    layer_order,
    legacy_key_value,
    maintainer_deprecated,
    missing_healthcheck,
    missing_tool_in_base,
    missing_user,
    multi_stage_recommended,
    multiple_instructions_ignored,
    named_context_missing,
    nonsensical_command,
    npm_deprecated_production_flag,
    npm_install_not_ci,
    package_manager_mismatch,
    package_update_alone,
    package_upgrade,
    pacman_noconfirm,
    pacman_partial_upgrade,
    pip_no_cache_dir,
    pipe_without_pipefail,
    redundant_target_platform,
    relative_workdir,
    reserved_stage_name,
    run_env_does_not_persist,
    run_insecure_security,
    run_network_host,
    secret_in_build_arg,
    secret_mount_permissions,
    service_start_no_effect,
    shell_cmd_with_entrypoint,
    shell_entrypoint_ignores_cmd,
    shell_form_entrypoint,
    space_around_equals,
    stage_name_casing,
    stage_reference_casing,
    sudo_in_run,
    sudo_nopasswd,
    syntax_too_old_for_feature,
    tls_verification_disabled,
    trailing_comment_swallows_command,
    undefined_arg_in_from,
    ungraceful_stop_signal,
    unpinned_apk_package,
    unpinned_apt_package,
    unpinned_cargo_install,
    unpinned_gem,
    unpinned_go_install,
    unpinned_npm_package,
    unpinned_pip_package,
    unreachable_stage,
    untrusted_packages,
    user_created_never_used,
    useradd_no_log_init,
    uv_sync_not_frozen,
    volume_sensitive_path,
    wget_and_curl,
    windows_unsupported_feature,
    workdir_system_dir,
    workdir_tilde,
    world_writable_permissions,
    zypper_cache_not_cleaned,
    zypper_missing_non_interactive,
];
