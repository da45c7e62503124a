use crate::fix::{Safety, dockerfile as fix};
use crate::model::docker::{Run, Stage};
use crate::model::packages::{self, Manager, Task};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    if !run.is_shipped()
        || cx.project.docker.is_tool(run.instruction.span().file, cx.project.files())
        || run.is_mounted("/var/lib/apt/lists")
    {
        return;
    }
    let is_refresh = |call: &packages::Call<'_, '_>| call.manager == Manager::Apt && call.task == Task::Refresh;
    let Some(last) = packages::calls(run.commands()).filter(is_refresh).last() else { return };
    if run.may_clean(Manager::Apt, last.at) {
        return;
    }
    let later = later_user(run);
    let installs =
        packages::calls(run.commands()).any(|call| call.manager == Manager::Apt && call.task == Task::Install);
    if later.is_some() && !installs {
        // That is `package-update-alone`.
        return;
    }
    let edit = fix::append_command(
        run.instruction.dockerfile().syntax(),
        run.instruction.syntax(),
        "rm -rf /var/lib/apt/lists/*",
    );
    cx.report(run.span_of(last.command.range), "the package lists that `apt-get update` downloads stay in the image")
        .help("remove /var/lib/apt/lists at the end of the same RUN")
        .fix("remove the lists", Safety::Safe, edit.filter(|_| later.is_none()));
}

/// A later RUN that installs from the lists, or may.
fn later_user(run: Run<'_>) -> Option<Run<'_>> {
    let own = run.stage()?;
    let stages = own.dockerfile().stages().filter(move |stage| stage.chain().any(|below| below == own));
    let later = stages.flat_map(Stage::instructions).filter(move |it| it.index() > run.instruction.index());
    later.filter_map(Run::of).find(|later| {
        let first = packages::calls(later.commands()).find(|call| call.manager == Manager::Apt);
        first.is_some_and(|call| call.task != Task::Refresh)
    })
}
