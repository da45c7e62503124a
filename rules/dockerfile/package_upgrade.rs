use crate::model::docker::Run;
use crate::model::packages::{Call, Manager, Task, calls};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    // `zypper patch` is for what is broken or unsafe.
    let is_upgrade = |call: &Call<'_, '_>| call.task == Task::Upgrade && call.arguments.subcommand(0) != Some("patch");
    for call in calls(run.commands()).filter(is_upgrade) {
        let shown = run.shown(call.command.range);
        // hadolint has a check for zypper only.
        let is_meant = |check: &&str| *check != "hadolint:DL3035" || call.manager == Manager::Zypper;
        let also: Vec<&str> = cx.page().also.iter().map(String::as_str).filter(is_meant).collect();
        cx.report(run.span_of(call.command.range), format!("`{shown}` upgrades all packages of the base image"))
            .stands_for(also)
            .help("take a newer base image, or name the packages");
    }
}
