//! The subjects of Compose files.

use crate::check::Runner;
use crate::model::compose::{ComposeFile, Service};
use crate::model::image::{Image, ImagePlace};
use crate::rule::declared::Subject;
use crate::syntax::{Document, Syntax};

/// The file as written, the projects that the file is the base of, and their services.
pub(super) fn file<'r>(run: &mut Runner<'r>, document: &'r Document<'r>) {
    if let Syntax::Tree(tree) = &document.syntax {
        for root in tree.roots().filter(|root| root.is_map()) {
            run.each(&run.plan.compose_files, ComposeFile::new(root));
        }
    }
    for project in run.project.compose.based_on(document.file) {
        run.each(&run.plan.compose_projects, project);
        for service in &project.services {
            run.each(&run.plan.services, service);
            run.declared(Subject::Service(service));
            image(run, service);
        }
    }
}

/// The image that a service pulls, unless it is the name of what the service builds.
fn image<'r>(run: &mut Runner<'r>, service: &'r Service<'r>) {
    let is_pulled = service.absent(&["build"])
        && service.at(&["pull_policy"]).is_none_or(|policy| !matches!(policy.as_str(), Some("never" | "build") | None));
    if let Some(node) = service.image().filter(|_| is_pulled) {
        run.each(&run.plan.images, Image::of(ImagePlace::Compose, node));
    }
}
