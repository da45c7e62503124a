use crate::fix::{Safety, dockerfile as fix};
use crate::model::docker::Run;
use crate::model::packages::{self, Manager, Task};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    if !run.is_shipped()
        || cx.project.docker.is_tool(run.instruction.span().file, cx.project.files())
        || run.is_mounted("/var/cache/zypp")
    {
        return;
    }
    let fills = |call: &packages::Call<'_, '_>| {
        let is_other = matches!(call.arguments.subcommand(0), Some("patch" | "source-install" | "si"));
        let is_offline = call.arguments.has(&["no-refresh", "no-remote"]);
        let loads = matches!(call.task, Task::Install | Task::Upgrade) && !is_other || call.task == Task::Remove;
        call.manager == Manager::Zypper && loads && !is_offline
    };
    let Some(last) = packages::calls(run.commands()).filter(fills).last() else { return };
    if run.may_clean(Manager::Zypper, last.at) {
        return;
    }
    let edit =
        fix::append_command(run.instruction.dockerfile().syntax(), run.instruction.syntax(), "zypper clean --all");
    let edit = edit.filter(|_| last.command.wrappers.is_empty());
    let reported = cx
        .report(run.span_of(last.command.range), "the cache of `zypper` stays in the image")
        .help("run `zypper clean --all` at the end of the same RUN")
        .fix("clean the cache", Safety::Safe, edit);
    if last.task == Task::Remove {
        reported.stands_for(["trivy:DS-0020"]);
    }
}
