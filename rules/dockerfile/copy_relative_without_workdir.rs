use crate::model::docker::{Stage, Text};
use crate::model::image::Reference;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Stage(check);

/// Official images that set no `WORKDIR`.
const WITHOUT: [&str; 19] = [
    "alpine",
    "almalinux",
    "amazonlinux",
    "buildpack-deps",
    "busybox",
    "centos",
    "debian",
    "eclipse-temurin",
    "fedora",
    "maven",
    "nginx",
    "node",
    "openjdk",
    "oraclelinux",
    "python",
    "rockylinux",
    "ruby",
    "rust",
    "ubuntu",
];

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    let official = stage.external_reference().and_then(Reference::official);
    if stage.is_windows() || !official.is_some_and(|name| WITHOUT.contains(&name)) {
        return;
    }
    // The first one is enough: all go to the same place.
    for instruction in stage.instructions().filter(|it| it.workdir() == Some("")) {
        let Some(copy) = instruction.copy() else { continue };
        let written = instruction.evaluate(&copy.destination);
        let Some(destination) = written.as_str() else { continue };
        if destination.starts_with(['/', '~', '\\', '$', '%']) || destination.as_bytes().get(1) == Some(&b':') {
            continue;
        }
        let source = copy.sources.first().map_or("", Text::as_str);
        cx.report(copy.destination.span(), format!("`{source}` goes to `/`, because no `WORKDIR` is set"))
            .help("set `WORKDIR /app` before it, or write where it goes from `/` on");
        return;
    }
}
