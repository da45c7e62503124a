//! Dockerfiles.

use crate::rules;

mod adduser_flags_mismatch;
mod apk_no_cache;
mod apk_virtual_not_deleted;
mod apt_force;
mod apt_in_script;
mod apt_install_without_update;
mod apt_key_deprecated;
mod apt_lists_not_removed;
mod apt_missing_yes;
mod apt_no_install_recommends;
mod curl_without_fail;
mod dnf_cache_not_cleaned;
mod dnf_missing_yes;
mod healthcheck_curl_without_fail;
mod insecure_download;
mod interactive_command;
mod js_install_not_frozen;
mod last_user_root;
mod layer_order;
mod missing_healthcheck;
mod missing_tool_in_base;
mod missing_user;
mod npm_deprecated_production_flag;
mod npm_install_not_ci;
mod package_manager_mismatch;
mod package_update_alone;
mod package_upgrade;
mod pacman_noconfirm;
mod pacman_partial_upgrade;
mod pip_no_cache_dir;
mod pipe_without_pipefail;
mod secret_in_build_arg;
mod tls_verification_disabled;
mod unpinned_apk_package;
mod unpinned_apt_package;
mod unpinned_cargo_install;
mod unpinned_gem;
mod unpinned_go_install;
mod unpinned_npm_package;
mod unpinned_pip_package;
mod untrusted_packages;
mod uv_sync_not_frozen;
mod wget_and_curl;
mod zypper_cache_not_cleaned;
mod zypper_missing_non_interactive;

rules![
    "dockerfile":
    adduser_flags_mismatch,
    apk_no_cache,
    apk_virtual_not_deleted,
    apt_force,
    apt_in_script,
    apt_install_without_update,
    apt_key_deprecated,
    apt_lists_not_removed,
    apt_missing_yes,
    apt_no_install_recommends,
    curl_without_fail,
    dnf_cache_not_cleaned,
    dnf_missing_yes,
    healthcheck_curl_without_fail,
    insecure_download,
    interactive_command,
    js_install_not_frozen,
    last_user_root,
    layer_order,
    missing_healthcheck,
    missing_tool_in_base,
    missing_user,
    npm_deprecated_production_flag,
    npm_install_not_ci,
    package_manager_mismatch,
    package_update_alone,
    package_upgrade,
    pacman_noconfirm,
    pacman_partial_upgrade,
    pip_no_cache_dir,
    pipe_without_pipefail,
    secret_in_build_arg,
    tls_verification_disabled,
    unpinned_apk_package,
    unpinned_apt_package,
    unpinned_cargo_install,
    unpinned_gem,
    unpinned_go_install,
    unpinned_npm_package,
    unpinned_pip_package,
    untrusted_packages,
    uv_sync_not_frozen,
    wget_and_curl,
    zypper_cache_not_cleaned,
    zypper_missing_non_interactive,
];
