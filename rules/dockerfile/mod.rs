//! Dockerfiles.

use crate::rules;

mod last_user_root;
mod layer_order;
mod missing_healthcheck;
mod missing_user;
mod npm_install_not_ci;
mod secret_in_build_arg;

rules!["dockerfile": last_user_root, layer_order, missing_healthcheck, missing_user, npm_install_not_ci, secret_in_build_arg];
