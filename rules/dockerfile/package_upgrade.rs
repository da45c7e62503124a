use crate::model::docker::Run;
use crate::model::packages::{Task, calls};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    for call in calls(run.commands()).filter(|call| call.task == Task::Upgrade) {
        let shown = run.shown(call.command.range);
        cx.report(run.span_of(call.command.range), format!("`{shown}` upgrades all packages of the base image"))
            .help("take a newer base image, or name the packages");
    }
}
