use crate::diagnostic::Severity;
use crate::fix::{self, Edit, Safety};
use crate::model::image::{Deprecated, Image};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Image(check);

fn check(image: Image<'_>, cx: &mut Cx<'_>) {
    let Some(deprecated) = image.deprecated() else { return };
    let Some(reference) = image.reference() else { return };
    // A plain name without a tag may be that of an image that is built here.
    if reference.tag.is_none() && image.is_surely_local() || cx.project.docker.builds(image) {
        return;
    }
    let name = image.shown();
    // The default of a build argument may never be what is built with.
    let is_default = cx.project.files().text(image.span).contains('$');
    let edit = rename(image, deprecated, cx);
    cx.report(image, format!("{} `{name}` {}", image.noun(), deprecated.what))
        .help(deprecated.instead)
        .severity(if is_default { Severity::Info } else { Severity::Warning })
        .fix("take it under its new name", Safety::Unsafe, edit);
}

fn rename(image: Image<'_>, deprecated: Deprecated, cx: &Cx<'_>) -> Option<Edit> {
    let (old, new) = deprecated.renamed?;
    let name = image.reference()?.canonical_name();
    fix::image::set_name(cx.project.files(), image, &format!("{new}{}", name.strip_prefix(old)?))
}
