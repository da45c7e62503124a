use crate::fix::{Safety, dockerfile as fix};
use crate::model::docker::Run;
use crate::model::packages::{self, Manager, Task};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    if !run.is_shipped() || run.is_mounted("/var/lib/apt/lists") {
        return;
    }
    let is_refresh = |call: &packages::Call<'_, '_>| call.manager == Manager::Apt && call.task == Task::Refresh;
    let Some(last) = packages::calls(run.commands()).filter(is_refresh).last() else { return };
    if run.may_clean(Manager::Apt, last.at) {
        return;
    }
    let edit = fix::append_command(
        run.instruction.dockerfile().syntax(),
        run.instruction.syntax(),
        "rm -rf /var/lib/apt/lists/*",
    );
    cx.report(run.span_of(last.command.range), "the package lists that `apt-get update` downloads stay in the image")
        .help("remove /var/lib/apt/lists at the end of the same RUN")
        .fix("remove the lists", Safety::Safe, edit);
}
