use crate::diagnostic::Severity;
use crate::fix::{self, Safety};
use crate::model::image::Image;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Image(check);

fn check(image: Image<'_>, cx: &mut Cx<'_>) {
    let Some(tag) = image.tag() else { return };
    if image.has_digest() || !cx.list("tags").iter().any(|moving| moving == tag) || cx.project.docker.builds(image) {
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
    let version = cx.project.pins().version_of(image);
    let edit = version.and_then(|version| fix::image::set_tag(cx.project.files(), image, version));
    let name = match (image.text(), image.reference()) {
        (Some(text), _) => format!("`{text}`"),
        (None, Some(reference)) => format!("`{}:{tag}`", reference.repository),
        (None, None) => format!("`...:{tag}`"),
    };
    cx.report(image, format!("{} {name} is whatever was pushed last", image.noun()))
        .help(help)
        .severity(if is_default { Severity::Info } else { Severity::Warning })
        .fix("use the version that the rest of the repository uses", Safety::Unsafe, edit);
}
