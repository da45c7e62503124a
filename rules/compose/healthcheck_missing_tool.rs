use crate::model::compose::{Mount, Service};
use crate::model::docker::PROGRAMS;
use crate::model::image::{Image, ImagePlace};
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Service(check);

/// Programs that health checks use and small images lack.
const TOOLS: [&str; 3] = ["curl", "nc", "wget"];

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    let Some(test) = service.at(&["healthcheck", "test"]) else { return };
    let Some((tool, node)) = tool_of(test) else { return };
    if service.absent(&["build"]) {
        let Some(image) = service.image().map(|image| Image::of(ImagePlace::Compose, image)) else { return };
        if image.surely_lacks(tool) {
            let message = format!(
                "the health check of `{}` needs `{tool}`, which `{}` does not have",
                service.name(),
                image.shown()
            );
            cx.report(node, message).help("ask with a program that the image has");
        }
        return;
    }
    // What is mounted may bring programs, too.
    let Some(stage) = cx.project.stage_of_service(service).filter(|stage| stage.surely_lacks(tool)) else { return };
    let Some(base) = stage.external_image().filter(|_| service.mounts().iter().all(|mount| !brings(mount))) else {
        return;
    };
    let message = format!(
        "the health check of `{}` needs `{tool}`, which the image built on `{}` does not have",
        service.name(),
        base.shown()
    );
    cx.report(node, message)
        .label(base.span, "the base image")
        .help(format!("install `{tool}` in the Dockerfile, or ask with a program that the image has"));
}

/// Whether a mount may bring a program.
fn brings(mount: &Mount<'_>) -> bool {
    let target = mount.target.and_then(|target| target.value());
    target.is_none_or(|target| PROGRAMS.iter().any(|folder| target.starts_with(folder)))
}

/// The tool that a health check surely runs, and where it is named.
fn tool_of(test: Node<'_>) -> Option<(&'static str, Node<'_>)> {
    let words: Vec<Node<'_>> = test.items().collect();
    let (script, node) = match words.as_slice() {
        [] => (test.as_str()?, test),
        [form, program, ..] if form.as_str() == Some("CMD") => (program.as_str()?, *program),
        [form, script] if form.as_str() == Some("CMD-SHELL") => (script.as_str()?, *script),
        _ => return None,
    };
    let first = script.split_whitespace().next()?;
    let tool = TOOLS.into_iter().find(|tool| *tool == first)?;
    // `curl ... || wget ...` takes what there is.
    let is_sure = !TOOLS.iter().any(|other| *other != tool && script.contains(other));
    is_sure.then_some((tool, node))
}
