//! Which subjects are in a document or unit.

mod kubernetes;
mod prometheus;

use super::Runner;
use crate::kind::FileKind;
use crate::syntax::Document;

/// The subjects of one document.
pub(super) fn document<'r>(run: &mut Runner<'r>, document: &'r Document<'r>) {
    match document.kind {
        FileKind::Kubernetes => kubernetes::document(run, document),
        FileKind::PrometheusRules => prometheus::document(run, document),
        _ => {}
    }
}

/// The subjects that belong to no single document.
pub(super) fn repository(run: &mut Runner<'_>) {
    run.each(&run.plan.repository, run.project);
}
