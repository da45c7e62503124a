use crate::fix::{Safety, dockerfile as fix};
use crate::model::docker::{Dockerfile, Run};
use crate::model::packages::{self, Manager, Task};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Dockerfile(check);

fn check(dockerfile: &Dockerfile<'_>, cx: &mut Cx<'_>) {
    let refreshes = |run: &Run<'_>| packages::calls(run.commands()).any(|call| is_refresh(&call));
    let runs: Vec<Run<'_>> = dockerfile.instructions().filter_map(Run::of).filter(refreshes).collect();
    if runs.is_empty() || cx.project.docker.is_tool(dockerfile.file(), cx.project.files()) {
        return;
    }
    // For each stage the last RUN that installs from lists that are there, or may.
    let last_user = dockerfile.last_built_on(|it| Run::of(it).is_some_and(uses_lists));
    for run in runs {
        let has_later = run.stage().is_some_and(|stage| last_user[stage.index()] > run.instruction.index());
        judge(run, has_later, cx);
    }
}

fn is_refresh(call: &packages::Call<'_, '_>) -> bool {
    call.manager == Manager::Apt && call.task == Task::Refresh
}

/// Whether the first that a RUN does with apt is to install from lists that are there.
fn uses_lists(run: Run<'_>) -> bool {
    let first = packages::calls(run.commands()).find(|call| call.manager == Manager::Apt);
    first.is_some_and(|call| matches!(call.task, Task::Install | Task::Upgrade))
}

fn judge(run: Run<'_>, has_later: bool, cx: &mut Cx<'_>) {
    if !run.is_shipped() || run.is_mounted("/var/lib/apt/lists") {
        return;
    }
    let Some(last) = packages::calls(run.commands()).filter(is_refresh).last() else { return };
    if run.may_clean(Manager::Apt, last.at) {
        return;
    }
    let installs =
        packages::calls(run.commands()).any(|call| call.manager == Manager::Apt && call.task == Task::Install);
    if has_later && !installs {
        // That is `package-update-alone`.
        return;
    }
    let edit = fix::append_command(
        run.instruction.dockerfile().syntax(),
        run.instruction.syntax(),
        "rm -rf /var/lib/apt/lists/*",
    );
    cx.report(run.instruction.keyword_span(), "the package lists that `apt-get update` downloads stay in the image")
        .label(run.span_of(last.command.range), "downloads the lists")
        .help("remove /var/lib/apt/lists at the end of the same RUN")
        .fix("remove the lists", Safety::Safe, edit.filter(|_| !has_later));
}
