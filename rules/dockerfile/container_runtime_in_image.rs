use crate::model::docker::Run;
use crate::model::packages::{Task, calls};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

/// Packages of the toolkit.
const PACKAGES: [&str; 5] = [
    "libnvidia-container-tools",
    "nvidia-container-runtime",
    "nvidia-container-toolkit",
    "nvidia-container-toolkit-base",
    "nvidia-docker2",
];

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    for call in calls(run.commands()).filter(|call| call.task == Task::Install) {
        for word in &call.arguments.operands {
            let name = word.as_str().and_then(|text| text.split('=').next()).unwrap_or_default();
            if PACKAGES.contains(&name) {
                cx.report(run.span_of(word.range), format!("`{name}` belongs on the machine that starts containers"))
                    .help("do not install it in the image");
            }
        }
    }
}
