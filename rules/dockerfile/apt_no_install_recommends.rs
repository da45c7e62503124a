use crate::fix::{Edit, Safety};
use crate::model::docker::Run;
use crate::model::packages::{self, Call, Manager, NO};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    let mut is_configured = None;
    if !run.is_shipped() || cx.project.docker.is_tool(run.instruction.span().file, cx.project.files()) {
        return;
    }
    for call in packages::calls(run.commands()) {
        if call.manager != Manager::Apt || !installs_recommended(&call) {
            continue;
        }
        let Some(verb) = call
            .verb()
            .filter(|_| !*is_configured.get_or_insert_with(|| run.is_configured("Install-Recommends", "/etc/apt")))
        else {
            continue;
        };
        let span = run.span_of(verb.range);
        let edit = Edit::replace(span.at_end(), " --no-install-recommends");
        cx.report(span, format!("`{}` installs what is only recommended, too", run.shown(call.command.range)))
            .help("add `--no-install-recommends`, and name what is needed of it")
            .fix("leave recommended packages out", Safety::Unsafe, edit);
    }
}

/// Options with which recommended packages are left out, are wanted, or nothing is installed.
const DECIDED: [&str; 7] =
    ["no-install-recommends", "install-recommends", "R", "without-recommends", "s", "simulate", "download-only"];

fn installs_recommended(call: &Call<'_, '_>) -> bool {
    let arguments = &call.arguments;
    arguments.subcommand(0) == Some("install")
        && arguments.lacks(&DECIDED)
        && !call.sets("APT::Install-Recommends", &NO)
        && !arguments.operands.is_empty()
}
