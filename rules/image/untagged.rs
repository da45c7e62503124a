use crate::diagnostic::Severity;
use crate::fix::{self, Safety};
use crate::model::image::{Image, ImagePlace};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Image(check);

fn check(image: Image<'_>, cx: &mut Cx<'_>) {
    let Some(reference) = image.reference() else { return check_unknown(image, cx) };
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
    cx.report(image, format!("{} `{name}` has no tag", image.noun()))
        .help("add the version that you tested with as a tag: without one it is `latest`, whatever that is on the day")
        .severity(if is_default { Severity::Info } else { Severity::Warning })
        .fix("use the version that the rest of the folder uses", Safety::Unsafe, edit);
}

/// An image that a FROM names with arguments of which the build may be given one that has the tag: `alpine$TAG`.
fn check_unknown(image: Image<'_>, cx: &mut Cx<'_>) {
    if image.place != ImagePlace::From {
        return;
    }
    let Some(dockerfile) = cx.project.docker.of(image.span.file) else { return };
    let Some(stage) = dockerfile.stages().find(|stage| stage.base_span() == image.span) else { return };
    let Some(name) = stage.base_without_arguments() else { return };
    let plain = Image::new(ImagePlace::From, Some(&name), image.span, None);
    let Some(reference) = plain.reference() else { return };
    if reference.tag.is_some()
        || reference.digest.is_some()
        || plain.is_surely_local()
        || cx.project.docker.builds(plain)
    {
        return;
    }
    let written = cx.project.files().text(image.span);
    cx.report(image, format!("base image `{written}` has no tag unless the build is given one"))
        .help("give the argument a default: without a tag it is `latest`, whatever that is on the day")
        .severity(Severity::Info);
}
