use crate::model::docker::{Run, Stage};
use crate::model::packages::{Task, calls};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    let Some(reference) = run.stage().and_then(Stage::external_reference) else { return };
    if reference.canonical_name() != "docker.io/nvidia/cuda" {
        return;
    }
    for call in calls(run.commands()).filter(|call| call.task == Task::Install) {
        for word in &call.arguments.operands {
            let name = word.as_str().and_then(|text| text.split('=').next()).unwrap_or_default();
            if matches!(name, "cuda" | "nvidia-cuda-toolkit") || name.starts_with("cuda-toolkit") {
                cx.report(run.span_of(word.range), format!("`{name}` is installed on an image that has CUDA"))
                    .help("take the `devel` image of the version that is needed")
                    .stands_for(["tally:gpu/no-redundant-cuda-install"]);
            }
        }
    }
    let Some(version) = reference.tag.and_then(major) else { return };
    for command in run.commands() {
        for word in &command.arguments {
            let Some(wheel) = word.as_str().and_then(wheels) else { continue };
            if wheel != version {
                cx.report(
                    run.span_of(word.range),
                    format!("these wheels are for CUDA {wheel}, and the image has CUDA {version}"),
                )
                .help("take the wheels for the version of the image, or the image for that of the wheels")
                .stands_for(["tally:gpu/cuda-version-mismatch"]);
            }
        }
    }
}

/// The first number of a version.
fn major(tag: &str) -> Option<u32> {
    tag.split('.').next()?.parse().ok()
}

/// The first number of the version of CUDA that an index of `PyTorch` is for: `cu118` is 11.8.
fn wheels(address: &str) -> Option<u32> {
    let version = address.split_once("download.pytorch.org/whl/cu")?.1.trim_end_matches('/');
    let is_number = version.len() == 3 && version.bytes().all(|byte| byte.is_ascii_digit());
    version[..if is_number { 2 } else { return None }].parse().ok()
}
