use crate::model::image::Image;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Image(check);

fn check(image: Image<'_>, cx: &mut Cx<'_>) {
    let Some(tag) = image.tag().filter(|tag| *tag != "latest" && !image.has_digest()) else { return };
    if cx.project.docker.builds(image) || is_exact(tag) {
        return;
    }
    // The tags besides `latest` that dclint does not take for a version.
    let is_word = matches!(tag, "stable" | "edge" | "test" | "nightly" | "dev" | "beta" | "canary" | "lts");
    cx.report(image, format!("tag `{tag}` of the {} is moved with every release", image.noun()))
        .stands_for(is_word.then_some("dclint:service-image-require-explicit-tag"))
        .help("name the version down to the second number at least");
}

/// Whether a tag has a version with a point in it, a date or a commit.
fn is_exact(tag: &str) -> bool {
    let has_point = tag.split(['-', '_']).any(|part| {
        part.split_once('.').is_some_and(|(major, minor)| {
            major.ends_with(|c: char| c.is_ascii_digit()) && minor.starts_with(|c: char| c.is_ascii_digit())
        })
    });
    let digits = tag.bytes().filter(u8::is_ascii_digit).count();
    let is_hash = tag.len() >= 7 && tag.bytes().all(|byte| byte.is_ascii_hexdigit()) && digits > 0;
    has_point || digits >= 6 || is_hash
}
