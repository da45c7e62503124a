use crate::fix::{self, Safety};
use crate::model::compose::{Mount, Service};
use crate::model::docker::PROGRAMS;
use crate::model::health_call::HealthCall;
use crate::model::image::{Image, ImagePlace};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Service(check);

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    let Some(test) = service.at(&["healthcheck", "test"]) else { return };
    let Some(call) = HealthCall::of_test(test) else { return };
    // What is mounted may bring programs, too.
    if service.mounts().iter().any(brings) {
        return;
    }
    let tool = call.program;
    let is_built = !service.absent(&["build"]);
    let stage = if is_built { cx.project.stage_of_service(service) } else { None };
    let image = match stage {
        Some(stage) => stage.external_image().filter(|_| stage.surely_lacks(tool)),
        None if is_built => None,
        None => {
            let image = service.image().map(|image| Image::of(ImagePlace::Compose, image));
            image.filter(|image| image.surely_lacks(tool))
        }
    };
    let Some(image) = image else { return };
    let (what, help) = if is_built {
        ("the image built on ", format!("install `{tool}` in the Dockerfile, or ask with a program that the image has"))
    } else {
        ("", "ask with a program that the image has".to_owned())
    };
    let message = format!(
        "the health check of `{}` needs `{tool}`, which {what}`{}` does not have",
        service.name(),
        image.shown()
    );
    let other = if tool == "curl" { "wget" } else { "curl" };
    let is_own = image.surely_has(other) && !test.is_shared();
    let edit = if is_own { fix::request::by_other_program(&call, cx.project.files()) } else { None };
    let reported = cx.report(call.span(), message);
    let reported = if is_built { reported.label(image.span, "the base image") } else { reported };
    reported.help(help).fix(format!("ask with `{other}`"), Safety::Unsafe, edit);
}

/// Whether a mount may bring a program.
fn brings(mount: &Mount<'_>) -> bool {
    let target = mount.target.and_then(|target| target.value());
    target.is_none_or(|target| PROGRAMS.iter().any(|folder| target.starts_with(folder)))
}
