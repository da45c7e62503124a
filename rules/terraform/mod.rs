//! Terraform and `OpenTofu`: the language, the state, modules and providers. Rules for single clouds have families of their own.

use crate::rules;

mod backend_unencrypted;
mod backend_without_locking;
mod hardcoded_credentials;
mod local_backend;
mod missing_prevent_destroy;
mod module_unpinned;
mod required_version_missing;
mod state_committed;

rules![
    "terraform":
    backend_unencrypted, backend_without_locking, hardcoded_credentials, local_backend, missing_prevent_destroy,
    module_unpinned, required_version_missing, state_committed,
];
