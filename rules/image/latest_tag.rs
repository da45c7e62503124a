use crate::diagnostic::Severity;
use crate::fix::{self, Safety};
use crate::model::image::{Image, ImagePlace};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Image(check);

fn check(image: Image<'_>, cx: &mut Cx<'_>) {
    let Some(tag) = image.tag() else { return };
    let is_same = cx.list("tags").iter().any(|moving| moving == tag);
    let is_variant = !is_same && cx.list("tags").iter().any(|moving| is_variant(tag, moving));
    if image.has_digest() || !is_same && !is_variant || cx.project.docker.builds(image) {
        return;
    }
    // Chainguard gives only this tag away for free.
    let is_only_tag = image.reference().is_some_and(|reference| {
        reference.registry == Some("cgr.dev") || reference.repository.starts_with("chainguard/")
    });
    let help = if is_only_tag { "pin the digest: `@sha256:...`" } else { "name the version that you tested with" };
    // The default of a build argument may never be what is built with.
    let written = cx.project.files().text(image.span);
    let is_default = written.contains('$') && !written.ends_with(tag) && image.text().is_some();
    let version = cx.project.pins().version_of(cx.project.files(), image);
    let edit = version.and_then(|version| fix::image::set_tag(cx.project.files(), image, version));
    let name = match (image.text(), image.reference()) {
        (Some(text), _) => format!("`{text}`"),
        (None, Some(reference)) => format!("`{}:{tag}`", reference.repository),
        (None, None) => format!("`...:{tag}`"),
    };
    // Most other tools compare the whole tag.
    let checks = checks_there(image, &cx.page().also).filter(|check| is_same || check.starts_with("droast:"));
    cx.report(image, format!("{} {name} is whatever was pushed last", image.noun()))
        .help(help)
        .severity(if is_default || is_variant { Severity::Info } else { Severity::Warning })
        .fix("use the version that the rest of the folder uses", Safety::Unsafe, edit)
        .stands_for(checks);
}

/// Whether a tag is a variant of one that moves: `latest-cpu`, `jdk17-latest`. `3.2-latest` names a version and moves no further.
fn is_variant(tag: &str, moving: &str) -> bool {
    let before = || tag.strip_suffix(moving)?.strip_suffix('-');
    let Some(variant) = tag.strip_prefix(moving).and_then(|rest| rest.strip_prefix('-')).or_else(before) else {
        return false;
    };
    let is_version = |word: &str| word.strip_prefix('v').unwrap_or(word).starts_with(|c: char| c.is_ascii_digit());
    !variant.split('-').any(is_version)
}

/// The checks of other tools that a finding about an image stands for where it is: KICS has one for Kubernetes and others for the rest.
pub fn checks_there(image: Image<'_>, also: &'static [String]) -> impl Iterator<Item = &'static str> {
    let is_in_kubernetes = image.place == ImagePlace::Container;
    let is_here = move |check: &&str| {
        check.strip_prefix("kics:").is_none_or(|query| query.starts_with("k8s/") == is_in_kubernetes)
    };
    also.iter().map(String::as_str).filter(is_here)
}
