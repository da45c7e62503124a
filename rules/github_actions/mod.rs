//! Workflows and actions of GitHub Actions.

use crate::rules;

mod action_on_branch;
mod deploy_without_needs;
mod missing_permissions;
mod missing_timeout;
mod removed_docker_compose;
mod template_injection;

rules![
    "github-actions":
    action_on_branch, deploy_without_needs, missing_permissions, missing_timeout, removed_docker_compose,
    template_injection,
];
