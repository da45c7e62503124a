//! `infralint init`: a configuration to begin with.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};

use super::{Outcome, say};
use crate::config::FILE_NAMES;

/// What the file says: the defaults, so that it changes nothing until it is edited.
pub(super) const TEMPLATE: &str = r#"# Configuration of infralint. `infralint explain infralint/configuration` tells all about it.

# Which rules run: recommended, strict (all of them), minimal (only errors), hadolint (those that cover hadolint's checks).
preset: recommended

# From which severity on the exit code is 1: error, warning, info, never.
fail-on: warning

# Files that are not checked, in patterns as in .gitignore.
exclude: []
#  - "third_party/**"

# How severe rules are: off, on, info, warning, error. The last match wins. `infralint rules` lists them all.
rules: {}
#  kubernetes/*: error
#  image/latest-tag: off
#  image/untrusted-registry: { severity: error, allow: ["ghcr.io/acme/*"] }

# Other severities for some files.
overrides: []
#  - paths: ["examples/**"]
#    rules: { "*": info }
"#;

pub(super) fn run() -> Result<Outcome, String> {
    let name = FILE_NAMES[0];
    let created = OpenOptions::new().write(true).create_new(true).open(name);
    match created.and_then(|mut file| file.write_all(TEMPLATE.as_bytes())) {
        Ok(()) => {
            say(&format!("wrote `{name}`"));
            Ok(Outcome::Clean)
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(format!("`{name}` is there already")),
        Err(error) => Err(format!("`{name}`: {error}")),
    }
}
