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
    if !lies_in_root(stage) {
        return;
    }
    let Some((source, destination)) = first_relative(stage) else { return };
    cx.report(destination.span(), format!("`{}` goes to `/`, because no `WORKDIR` is set", source.as_str()))
        .help("set `WORKDIR /app` before it, or write where it goes from `/` on");
}

/// Whether a stage surely begins in the root directory of a system.
pub(super) fn lies_in_root(stage: Stage<'_>) -> bool {
    let official = stage.external_reference().and_then(Reference::official);
    !stage.is_windows() && official.is_some_and(|name| WITHOUT.contains(&name))
}

/// The first relative destination of a stage that no `WORKDIR` stands before, and what goes there. The first is enough: all go to the
/// same place.
pub(super) fn first_relative(stage: Stage<'_>) -> Option<(&Text<'_>, &Text<'_>)> {
    let here = stage.instructions().filter(|it| it.workdir() == Some(""));
    here.filter_map(|instruction| Some((instruction, instruction.copy()?))).find_map(|(instruction, copy)| {
        let written = instruction.evaluate(&copy.destination);
        // What it begins with is enough: `app/$VERSION`.
        let start = copy.destination.as_str().trim_start_matches('"').split('$').next();
        let destination = written.as_str().or(start.filter(|start| !start.is_empty()))?;
        let is_elsewhere =
            destination.starts_with(['/', '~', '\\', '$', '%']) || destination.as_bytes().get(1) == Some(&b':');
        (!is_elsewhere).then_some((copy.sources.first().unwrap_or(&copy.destination), &copy.destination))
    })
}
