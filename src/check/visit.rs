//! Which subjects are in a document or unit.

use super::Runner;
use crate::syntax::Document;

/// The subjects of one document.
pub(super) fn document<'r>(_run: &mut Runner<'r>, document: &'r Document<'r>) {
    match document.kind {
        _ => {}
    }
}

/// The subjects that belong to no single document.
pub(super) fn repository(run: &mut Runner<'_>) {
    run.each(&run.plan.repository, run.project);
}
