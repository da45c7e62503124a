//! Workflows and actions of GitHub Actions.

use crate::rules;

mod action_on_branch;
mod missing_permissions;
mod missing_timeout;

rules!["github-actions": action_on_branch, missing_permissions, missing_timeout];
