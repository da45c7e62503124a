//! The subjects of Compose files.

use crate::check::Runner;
use crate::model::compose::Service;
use crate::model::image::{Image, ImagePlace};
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
        if let Some(image) = pulled(service) {
            run.each(&run.plan.images, image);
        }
    }
}

/// The image of a service that does not build it: beside `build` it only names the result.
fn pulled<'r>(service: &Service<'r>) -> Option<Image<'r>> {
    let image = service.image().filter(|image| image.is_scalar() && service.absent(&["build"]))?;
    Some(Image::of(ImagePlace::Compose, image))
}
