//! The subjects of Compose files.

use crate::check::Runner;
use crate::syntax::Document;

/// The project that the file is the base of, and its services.
pub(super) fn file<'r>(run: &mut Runner<'r>, document: &'r Document<'r>) {
    let Some(project) = run.project.compose.of(document.file) else { return };
    if project.base().file != document.file {
        return;
    }
    run.each(&run.plan.compose_projects, project);
    for service in &project.services {
        run.each(&run.plan.services, service);
    }
}
