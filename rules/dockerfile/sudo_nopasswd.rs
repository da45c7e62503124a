use crate::model::docker::{Dockerfile, Stage};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Dockerfile(check);

fn check(dockerfile: &Dockerfile<'_>, cx: &mut Cx<'_>) {
    let path = cx.project.files().get(dockerfile.file()).path();
    let is_for_development = path.contains("devcontainer") || path.contains("gitpod") || path.contains("dev");
    let Some(stage) = dockerfile.final_stage() else { return };
    if is_for_development || stage.is_for_development() || stage.is_interactive() || stage.start().is_none() {
        return;
    }
    for instruction in stage.chain().flat_map(Stage::instructions) {
        let Some(text) = instruction.script().filter(|text| text.as_str().contains("/etc/sudoers")) else { continue };
        if let Some(at) = text.as_str().find("NOPASSWD") {
            cx.report(
                text.span_of(at..at + "NOPASSWD".len()),
                "whoever breaks into the program becomes root by `sudo`, without a password",
            )
            .help("do as root what needs it while the image is built, and leave `sudo` out of it");
        }
    }
}
