use crate::fix::{Safety, dockerfile as fix};
use crate::model::docker::Run;
use crate::model::packages::{self, Manager, Task};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    let is_kept = || Manager::Dnf.caches().iter().any(|folder| run.is_mounted(folder));
    if !run.is_shipped() || cx.project.docker.is_tool(run.instruction.span().file, cx.project.files()) || is_kept() {
        return;
    }
    let fills = |call: &packages::Call<'_, '_>| {
        let is_elsewhere = call.arguments.has(&["installroot", "downloadonly", "C", "cacheonly"]);
        // Whoever cleans up has seen to the cache, but not after this.
        let is_again = || run.commands()[..call.at].iter().any(|before| Manager::Dnf.is_cleaned_by(before));
        let fetches = matches!(call.task, Task::Install | Task::Upgrade) || call.task == Task::Refresh && is_again();
        call.manager == Manager::Dnf && fetches && !is_elsewhere
    };
    let Some(last) = packages::calls(run.commands()).filter(fills).last() else { return };
    if run.may_clean(Manager::Dnf, last.at) {
        return;
    }
    let program = last.command.name().unwrap_or("dnf");
    let clean = format!("{program} clean all");
    let edit = fix::append_command(run.instruction.dockerfile().syntax(), run.instruction.syntax(), &clean);
    let edit = edit.filter(|_| last.command.wrappers.is_empty());
    cx.report(run.span_of(last.command.range), format!("the cache of `{program}` stays in the image"))
        .stands_for(also(program).iter().copied())
        .help(format!("run `{clean}` at the end of the same RUN"))
        .fix("clean the cache", Safety::Safe, edit);
}

/// The checks of other tools for a program.
fn also(program: &str) -> &'static [&'static str] {
    match program {
        "yum" => &["hadolint:DL3032", "trivy:DS-0015", "kics:dockerfile/yum_clean_all_missing", "droast:DF047"],
        "microdnf" => &["hadolint:DL3040", "trivy:DS-0027", "droast:DF046"],
        _ => &[
            "hadolint:DL3040",
            "trivy:DS-0019",
            "kics:dockerfile/missing_dnf_clean_all",
            "semgrep:missing-dnf-clean-all",
            "droast:DF046",
        ],
    }
}
