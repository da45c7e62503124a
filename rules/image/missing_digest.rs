use crate::model::image::{Image, ImagePlace};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Image(check);

fn check(image: Image<'_>, cx: &mut Cx<'_>) {
    if image.has_digest() {
        cx.follows(image);
        return;
    }
    // What a variable of the build holds may have one.
    let is_open = cx.project.files().text(image.span).contains('$');
    let Some(reference) = image.reference().filter(|_| !is_open) else { return };
    if image.place == ImagePlace::HelmValues || image.is_surely_local() || cx.project.docker.builds(image) {
        return;
    }
    let name = reference.repository;
    cx.report(image, format!("{} `{name}` has no digest", image.noun())).help("add `@sha256:...` after the tag");
}
