use crate::model::image::Image;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Image(check);

fn check(image: Image<'_>, cx: &mut Cx<'_>) {
    let Some(reference) = image.reference() else { return };
    if cx.list("allow").iter().any(|pattern| reference.is_within(pattern)) {
        return;
    }
    // What is built here is trusted as far as its own base is.
    if image.is_surely_local() || cx.project.docker.builds(image) {
        return;
    }
    let is_configured = cx.is_configured("allow");
    let reported = cx
        .report(
            image,
            format!(
                "{} `{}` is of none of the registries that are trusted here",
                image.noun(),
                reference.canonical_name()
            ),
        )
        .help("take it from a registry that is trusted, or add its registry to `allow`");
    // hadolint has no list of its own.
    if !is_configured {
        reported.stands_for(["trivy:KSV-0125", "dockle:CIS-DI-0002", "droast:DF065", "droast:DF073"]);
    }
}
