//! Dockerfiles.

use crate::rules;

mod add_git_unpinned;
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
mod arg_before_cached_layer;
mod arg_shadowed_by_env;
mod assets_need_secret;
mod blank_line_between;
mod bootsnap_parallel;
mod build_arg_required_missing;
mod build_arg_undeclared;
mod build_context_missing;
mod build_file_missing;
mod build_secret_missing;
mod build_target_missing;
mod build_without_dev_dependencies;
mod bundler_cache_left;
mod bundler_deprecated_flag;
mod bundler_not_frozen;
mod bundler_reinstalled;
mod cd_has_no_effect;
mod cd_in_run;
mod chown_chmod_after_copy;
mod composer_dev_in_production;
mod consecutive_copy;
mod consecutive_label;
mod consecutive_run;
mod constant_platform;
mod container_runtime_in_image;
mod continuation_swallows_instruction;
mod copy_after_user_without_chown;
mod copy_archive_then_extract;
mod copy_chown_flag;
mod copy_destination_not_directory;
mod copy_entire_context;
mod copy_from_empty_scratch;
mod copy_from_image;
mod copy_from_later_stage;
mod copy_from_self;
mod copy_from_stage_index;
mod copy_from_unknown_stage;
mod copy_from_variable;
mod copy_heredoc_recommended;
mod copy_outside_context;
mod copy_relative_without_workdir;
mod copy_remote_source;
mod copy_secret_file;
mod copy_shell_operator;
mod copy_source_ignored;
mod copy_source_missing;
mod copy_whole_filesystem;
mod cross_compile_under_emulation;
mod cuda_devel_image;
mod cuda_installed_twice;
mod curl_without_fail;
mod curl_without_location;
mod debug_feature_enabled;
mod default_shell_replaced;
mod definition_description;
mod directive_not_at_top;
mod dnf_cache_not_cleaned;
mod dnf_missing_yes;
mod download_tool_config;
mod download_with_run;
mod download_without_verification;
mod duplicate_label;
mod duplicate_run_mount_target;
mod duplicate_stage_name;
mod duplicate_user_id;
mod empty_continuation_line;
mod empty_label;
mod entrypoint_interpreter_missing;
mod entrypoint_resets_cmd;
mod entrypoint_script_crlf;
mod entrypoint_script_missing;
mod entrypoint_script_missing_shebang;
mod entrypoint_script_not_executable;
mod entrypoint_with_cmd;
mod entrypoint_without_exec;
mod env_debian_frontend;
mod env_path_overwrites;
mod env_persists_after_unset;
mod env_self_reference;
mod exec_form_shell_operator;
mod exec_form_single_string;
mod exec_form_variable;
mod exec_in_distroless_shell_form;
mod expose_host_mapping;
mod expose_protocol_casing;
mod formatting;
mod from_as_casing;
mod git_clone_unpinned;
mod global_arg_not_in_scope;
mod gpg_keyserver_unreliable;
mod gpu_asked_in_build;
mod gpu_devices_fixed;
mod hardcoded_arch_in_multiarch_build;
mod hardcoded_password;
mod hardcoded_secret;
mod healthcheck_curl_exit_code;
mod healthcheck_curl_without_fail;
mod healthcheck_missing_tool;
mod healthcheck_port_mismatch;
mod healthcheck_required;
mod healthcheck_timeout_exceeds_interval;
mod heredoc_without_errexit;
mod inline_comment;
mod insecure_download;
mod install_as_unprivileged_user;
mod instruction_casing;
mod instruction_inside_run;
mod interactive_command;
mod invalid_chmod;
mod invalid_default_arg_in_from;
mod invalid_expose_port;
mod invalid_json_form;
mod invalid_parser_directive;
mod invalid_platform;
mod invalid_run_mount;
mod invalid_stop_signal;
mod invalid_user;
mod invalid_variable_substitution;
mod jemalloc_not_loaded;
mod js_cache_not_cleaned;
mod js_install_not_frozen;
mod label_base_mismatch;
mod label_format;
mod label_invalid_key;
mod label_key_style;
mod label_order;
mod label_written_by_buildx;
mod last_user_root;
mod layer_order;
mod legacy_key_value;
mod lockfile_not_copied;
mod long_file;
mod long_run_line;
mod maintainer_deprecated;
mod minimal_base_image;
mod missing_cmd_or_entrypoint;
mod missing_expose;
mod missing_healthcheck;
mod missing_pipefail;
mod missing_tool_in_base;
mod missing_user;
mod multi_stage_recommended;
mod multiple_instructions_ignored;
mod named_context_missing;
mod node_gyp_cache;
mod non_numeric_user;
mod nonsensical_command;
mod npm_deprecated_production_flag;
mod npm_install_not_ci;
mod opcache_missing;
mod package_manager_mismatch;
mod package_update_alone;
mod package_upgrade;
mod pacman_noconfirm;
mod pacman_partial_upgrade;
mod pip_break_system_packages;
mod pip_no_cache_dir;
mod pipe_without_pipefail;
mod platform_mismatch;
mod powershell_progress;
mod powershell_style;
mod prefer_cache_mount;
mod python_runtime_env;
mod redundant_target_platform;
mod relative_destination;
mod relative_workdir;
mod required_label;
mod reserved_stage_name;
mod rm_in_later_layer;
mod run_env_does_not_persist;
mod run_heredoc_recommended;
mod run_in_scratch_without_shell;
mod run_insecure_security;
mod run_network_host;
mod runtime_version_mismatch;
mod secret_in_build_arg;
mod secret_in_run;
mod secret_mount_permissions;
mod secret_mount_recommended;
mod secret_removed_in_later_layer;
mod secret_variable;
mod service_start_no_effect;
mod setuid_binary_created;
mod shell_cmd_with_entrypoint;
mod shell_entrypoint_ignores_cmd;
mod shell_form;
mod shell_form_entrypoint;
mod shell_in_run;
mod sort_packages;
mod space_around_equals;
mod stage_ends_as_root;
mod stage_name_casing;
mod stage_reference_casing;
mod start_in_background;
mod start_not_last;
mod stop_signal_missing;
mod stop_signal_style;
mod sudo_in_run;
mod sudo_instead_of_user;
mod sudo_nopasswd;
mod syntax_too_old_for_feature;
mod telemetry_not_disabled;
mod tls_verification_disabled;
mod todo_comment;
mod trailing_comment_swallows_command;
mod trailing_whitespace_after_escape;
mod undefined_arg_in_from;
mod undefined_variable;
mod unexpected_label;
mod ungraceful_stop_signal;
mod unpinned;
mod unpinned_apk_package;
mod unpinned_apt_package;
mod unpinned_cargo_install;
mod unpinned_gem;
mod unpinned_go_install;
mod unpinned_npm_package;
mod unpinned_packaging_tool;
mod unpinned_pip_package;
mod unpinned_rpm_package;
mod unpinned_zypper_package;
mod unreachable_stage;
mod untrusted_packages;
mod unused_arg;
mod user_created_never_used;
mod user_drops_supplementary_groups;
mod user_not_in_passwdless_stage;
mod user_required;
mod user_undefined;
mod useradd_no_log_init;
mod uv_sync_not_frozen;
mod vex_in_image;
mod volume_sensitive_path;
mod volume_then_modified;
mod wget_and_curl;
mod wget_progress;
mod windows_escape_missing;
mod windows_unsupported_feature;
mod workdir_not_absolute;
mod workdir_system_dir;
mod workdir_tilde;
mod world_writable_permissions;
mod yjit_not_enabled;
mod zypper_cache_not_cleaned;
mod zypper_missing_non_interactive;

rules![
    "dockerfile":
    add_git_unpinned, add_insecure_url, add_instead_of_copy, add_remote_without_checksum, adduser_flags_mismatch,
    admin_port_exposed, apk_no_cache, apk_virtual_not_deleted, apt_force, apt_in_script, apt_install_without_update,
    apt_key_deprecated, apt_lists_not_removed, apt_missing_yes, apt_no_install_recommends, arg_before_cached_layer,
    arg_shadowed_by_env, assets_need_secret, blank_line_between, bootsnap_parallel, build_arg_required_missing,
    build_arg_undeclared, build_context_missing, build_file_missing, build_secret_missing, build_target_missing,
    build_without_dev_dependencies, bundler_cache_left, bundler_deprecated_flag, bundler_not_frozen,
    bundler_reinstalled, cd_has_no_effect, cd_in_run, chown_chmod_after_copy, composer_dev_in_production,
    consecutive_copy, consecutive_label, consecutive_run, constant_platform, container_runtime_in_image,
    continuation_swallows_instruction, copy_after_user_without_chown, copy_archive_then_extract, copy_chown_flag,
    copy_destination_not_directory, copy_entire_context, copy_from_empty_scratch, copy_from_image,
    copy_from_later_stage, copy_from_self, copy_from_stage_index, copy_from_unknown_stage, copy_from_variable,
    copy_heredoc_recommended, copy_outside_context, copy_relative_without_workdir, copy_remote_source,
    copy_secret_file, copy_shell_operator, copy_source_ignored, copy_source_missing, copy_whole_filesystem,
    cross_compile_under_emulation, cuda_devel_image, cuda_installed_twice, curl_without_fail, curl_without_location,
    debug_feature_enabled, default_shell_replaced, definition_description, directive_not_at_top,
    dnf_cache_not_cleaned, dnf_missing_yes, download_tool_config, download_with_run, download_without_verification,
    duplicate_label, duplicate_run_mount_target, duplicate_stage_name, duplicate_user_id, empty_continuation_line,
    empty_label, entrypoint_interpreter_missing, entrypoint_resets_cmd, entrypoint_script_crlf,
    entrypoint_script_missing, entrypoint_script_missing_shebang, entrypoint_script_not_executable,
    entrypoint_with_cmd, entrypoint_without_exec, env_debian_frontend, env_path_overwrites, env_persists_after_unset,
    env_self_reference, exec_form_shell_operator, exec_form_single_string, exec_form_variable,
    exec_in_distroless_shell_form, expose_host_mapping, expose_protocol_casing, formatting, from_as_casing,
    git_clone_unpinned, global_arg_not_in_scope, gpg_keyserver_unreliable, gpu_asked_in_build, gpu_devices_fixed,
    hardcoded_arch_in_multiarch_build, hardcoded_password, hardcoded_secret, healthcheck_curl_exit_code,
    healthcheck_curl_without_fail, healthcheck_missing_tool, healthcheck_port_mismatch, healthcheck_required,
    healthcheck_timeout_exceeds_interval, heredoc_without_errexit, inline_comment, insecure_download,
    install_as_unprivileged_user, instruction_casing, instruction_inside_run, interactive_command, invalid_chmod,
    invalid_default_arg_in_from, invalid_expose_port, invalid_json_form, invalid_parser_directive, invalid_platform,
    invalid_run_mount, invalid_stop_signal, invalid_user, invalid_variable_substitution, jemalloc_not_loaded,
    js_cache_not_cleaned, js_install_not_frozen, label_base_mismatch, label_format, label_invalid_key,
    label_key_style, label_order, label_written_by_buildx, last_user_root, layer_order, legacy_key_value,
    lockfile_not_copied, long_file, long_run_line, maintainer_deprecated, minimal_base_image,
    missing_cmd_or_entrypoint, missing_expose, missing_healthcheck, missing_pipefail, missing_tool_in_base,
    missing_user, multi_stage_recommended, multiple_instructions_ignored, named_context_missing, node_gyp_cache,
    non_numeric_user, nonsensical_command, npm_deprecated_production_flag, npm_install_not_ci, opcache_missing,
    package_manager_mismatch, package_update_alone, package_upgrade, pacman_noconfirm, pacman_partial_upgrade,
    pip_break_system_packages, pip_no_cache_dir, pipe_without_pipefail, platform_mismatch, powershell_progress,
    powershell_style, prefer_cache_mount, python_runtime_env, redundant_target_platform, relative_destination,
    relative_workdir, required_label, reserved_stage_name, rm_in_later_layer, run_env_does_not_persist,
    run_heredoc_recommended, run_in_scratch_without_shell, run_insecure_security, run_network_host,
    runtime_version_mismatch, secret_in_build_arg, secret_in_run, secret_mount_permissions, secret_mount_recommended,
    secret_removed_in_later_layer, secret_variable, service_start_no_effect, setuid_binary_created,
    shell_cmd_with_entrypoint, shell_entrypoint_ignores_cmd, shell_form, shell_form_entrypoint, shell_in_run,
    sort_packages, space_around_equals, stage_ends_as_root, stage_name_casing, stage_reference_casing,
    start_in_background, start_not_last, stop_signal_missing, stop_signal_style, sudo_in_run, sudo_instead_of_user,
    sudo_nopasswd, syntax_too_old_for_feature, telemetry_not_disabled, tls_verification_disabled, todo_comment,
    trailing_comment_swallows_command, trailing_whitespace_after_escape, undefined_arg_in_from, undefined_variable,
    unexpected_label, ungraceful_stop_signal, unpinned_apk_package, unpinned_apt_package, unpinned_cargo_install,
    unpinned_gem, unpinned_go_install, unpinned_npm_package, unpinned_packaging_tool, unpinned_pip_package,
    unpinned_rpm_package, unpinned_zypper_package, unreachable_stage, untrusted_packages, unused_arg,
    user_created_never_used, user_drops_supplementary_groups, user_not_in_passwdless_stage, user_required,
    user_undefined, useradd_no_log_init, uv_sync_not_frozen, vex_in_image, volume_sensitive_path,
    volume_then_modified, wget_and_curl, wget_progress, windows_escape_missing, windows_unsupported_feature,
    workdir_not_absolute, workdir_system_dir, workdir_tilde, world_writable_permissions, yjit_not_enabled,
    zypper_cache_not_cleaned, zypper_missing_non_interactive,
];
