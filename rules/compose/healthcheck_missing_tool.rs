use crate::fix::{Edit, Safety};
use crate::model::compose::{Mount, Service};
use crate::model::distribution::{self, Distribution};
use crate::model::docker::PROGRAMS;
use crate::model::image::{Image, ImagePlace};
use crate::rule::{Check, Cx};
use crate::tree::{Node, Style};

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
            let has_wget = image.reference().and_then(distribution::of) == Some(Distribution::Alpine);
            let edit = has_wget.then(|| with_wget(test)).flatten();
            cx.report(node, message).help("ask with a program that the image has").fix(
                "ask with `wget`",
                Safety::Unsafe,
                edit,
            );
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

/// The same request made by the `wget` of `BusyBox`, for a plain call of `curl` in list form.
fn with_wget(test: Node<'_>) -> Option<Edit> {
    let words: Vec<Node<'_>> = test.items().filter(|_| !test.is_shared()).collect();
    let [form, program, options @ .., address] = words.as_slice() else { return None };
    let is_plain = |option: &Node<'_>| {
        matches!(option.as_str(), Some("-f" | "-s" | "-S" | "-fs" | "-fsS" | "-sf" | "-sSf" | "--fail" | "--silent"))
    };
    let is_call = form.as_str() == Some("CMD") && program.as_str() == Some("curl") && options.iter().all(is_plain);
    let is_address = address.as_str().is_some_and(|address| address.starts_with("http"));
    let (first, last) = (program.span(), options.last().unwrap_or(program).span());
    let quoted = test.tree().files().text(first).starts_with('"');
    (is_call && is_address && quoted && test.style() == Style::Flow)
        .then(|| Edit::replace(first.cover(last), r#""wget", "-q", "--spider""#))
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
