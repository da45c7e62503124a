use crate::model::docker::Run;
use crate::model::packages::{Call, Manager, Task, calls};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    // `zypper patch` is for what is broken or unsafe.
    let is_upgrade = |call: &Call<'_, '_>| call.task == Task::Upgrade && call.arguments.subcommand(0) != Some("patch");
    for call in calls(run.commands()).filter(is_upgrade) {
        let shown = run.shown(call.command.range);
        // Others take `yum update` for a renewal of the lists.
        let is_alone = || matches!(call.arguments.subcommand(0), Some("update" | "up")) && !installs(run);
        let is_meant = |check: &&str| match *check {
            "hadolint:DL3035" => call.manager == Manager::Zypper,
            // Checks that hadolint had once, one for each program.
            "hadolint:DL3005" => call.manager == Manager::Apt,
            "hadolint:DL3017" => call.manager == Manager::Apk,
            "hadolint:DL3031" => call.command.is_any(&["yum"]),
            "hadolint:DL3039" => call.command.is_any(&["dnf"]),
            "trivy:DS-0017" | "checkov:CKV_DOCKER_5" | "kics:dockerfile/update_instruction_alone" => is_alone(),
            _ => true,
        };
        let also: Vec<&str> = cx.page().also.iter().map(String::as_str).filter(is_meant).collect();
        cx.report(run.span_of(call.command.range), format!("`{shown}` upgrades all packages of the base image"))
            .stands_for(also)
            .help("take a newer base image, or name the packages");
    }
}

/// Whether the same RUN installs packages too.
fn installs(run: Run<'_>) -> bool {
    calls(run.commands()).any(|call| call.task == Task::Install)
}
