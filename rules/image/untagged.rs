use super::latest_tag::checks_there;
use crate::diagnostic::Severity;
use crate::fix::{self, Safety};
use crate::model::image::{Image, ImagePlace};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Image(check);

fn check(image: Image<'_>, cx: &mut Cx<'_>) {
    let Some(reference) = image.reference() else { return };
    // A chart's template fills an empty tag in, and a build or a Compose project may name images of its own.
    let is_filled_in = image.place == ImagePlace::HelmValues;
    let may_be_local =
        matches!(image.place, ImagePlace::From | ImagePlace::CopyFrom | ImagePlace::MountFrom | ImagePlace::Compose);
    if reference.tag.is_some() || reference.digest.is_some() || is_filled_in {
        return;
    }
    if may_be_local && image.is_surely_local() || cx.project.docker.builds(image) {
        return;
    }
    // The default of a build argument may never be what is built with.
    let is_default = cx.project.files().text(image.span).contains('$');
    let version = cx.project.pins().version_of(cx.project.files(), image);
    let edit = version.and_then(|version| fix::image::set_tag(cx.project.files(), image, version));
    let name = image.text().unwrap_or(reference.repository);
    let checks = checks_there(image, &cx.page().also);
    cx.report(image, format!("{} `{name}` has no tag", image.noun()))
        .help("add the version that you tested with as a tag: without one it is `latest`, whatever that is on the day")
        .severity(if is_default { Severity::Info } else { Severity::Warning })
        .fix("use the version that the rest of the folder uses", Safety::Unsafe, edit)
        .stands_for(checks);
}
