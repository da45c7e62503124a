use crate::model::image::{Image, ImagePlace};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Image(check);

fn check(image: Image<'_>, cx: &mut Cx<'_>) {
    let Some(reference) = image.reference() else { return };
    let is_of_build = matches!(image.place, ImagePlace::From | ImagePlace::CopyFrom | ImagePlace::MountFrom);
    if !is_of_build || !image.is_surely_local() || cx.project.docker.builds(image) {
        return;
    }
    let reported = cx
        .report(image, format!("{} `{}` is on no registry", image.noun(), reference.repository))
        .help("push it to a registry, add the stage that makes it, or name the context that the build is given for it");
    let is_bare = reference.tag.is_none() && reference.digest.is_none();
    match (image.place, is_bare, reference.tag) {
        (ImagePlace::From, true, _) => reported.stands_for(["hadolint:DL3006", "buildkit:build-error"]),
        (ImagePlace::From, false, Some("latest")) => reported.stands_for(["hadolint:DL3007", "buildkit:build-error"]),
        _ => reported.stands_for(["buildkit:build-error"]),
    };
}
