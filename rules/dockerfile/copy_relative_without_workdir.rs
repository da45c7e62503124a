use crate::model::docker::{Instruction, Text};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

/// Official images that set no `WORKDIR`.
const WITHOUT: [&str; 21] = [
    "alpine",
    "almalinux",
    "amazonlinux",
    "buildpack-deps",
    "busybox",
    "centos",
    "clojure",
    "debian",
    "eclipse-temurin",
    "fedora",
    "maven",
    "nginx",
    "node",
    "openjdk",
    "oraclelinux",
    "perl",
    "python",
    "rockylinux",
    "ruby",
    "rust",
    "ubuntu",
];

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let (Some(copy), Some(stage)) = (instruction.copy(), instruction.stage()) else { return };
    let written = instruction.evaluate(&copy.destination);
    let Some(destination) = written.as_str() else { return };
    let is_relative =
        !destination.starts_with(['/', '~', '\\', '$', '%']) && destination.as_bytes().get(1) != Some(&b':');
    let official = stage.external_reference().and_then(|reference| reference.official());
    let is_root = official.is_some_and(|name| WITHOUT.contains(&name));
    if !is_relative || !is_root || instruction.workdir() != Some("") || stage.is_windows() {
        return;
    }
    let source = copy.sources.first().map_or("", Text::as_str);
    cx.report(copy.destination.span(), format!("`{source}` goes to `/`, because no `WORKDIR` is set"))
        .help("set `WORKDIR /app` before it, or write where it goes from `/` on");
}
