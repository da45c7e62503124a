//! Silence: comments that ask not to hear of a finding.

use crate::diagnostic::Diagnostic;
use crate::project::Project;
use crate::report::Suppressed;

/// Takes the silenced findings out of `found` and adds what is wrong with the silencing itself.
pub fn apply(_project: &Project<'_>, _found: &mut Vec<Diagnostic>) -> Vec<Suppressed> {
    Vec::new()
}
