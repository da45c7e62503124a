//! Dockerfiles.

use crate::rules;

mod apk_no_cache;
mod apk_virtual_not_deleted;
mod apt_lists_not_removed;
mod apt_missing_yes;
mod apt_no_install_recommends;
mod dnf_cache_not_cleaned;
mod dnf_missing_yes;
mod last_user_root;
mod layer_order;
mod missing_healthcheck;
mod missing_user;
mod npm_install_not_ci;
mod pacman_noconfirm;
mod pacman_partial_upgrade;
mod secret_in_build_arg;
mod zypper_cache_not_cleaned;
mod zypper_missing_non_interactive;

rules![
    "dockerfile":
    apk_no_cache,
    apk_virtual_not_deleted,
    apt_lists_not_removed,
    apt_missing_yes,
    apt_no_install_recommends,
    dnf_cache_not_cleaned,
    dnf_missing_yes,
    last_user_root,
    layer_order,
    missing_healthcheck,
    missing_user,
    npm_install_not_ci,
    pacman_noconfirm,
    pacman_partial_upgrade,
    secret_in_build_arg,
    zypper_cache_not_cleaned,
    zypper_missing_non_interactive,
];
