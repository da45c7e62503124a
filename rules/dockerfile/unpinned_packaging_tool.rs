use super::unpinned::{self, NEWEST};
use super::unpinned_pip_package::{is_bound, is_pip, is_tool};
use crate::model::docker::Run;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    for (at, command) in run.commands().iter().enumerate().filter(|(_, command)| is_pip(command)) {
        let arguments = command.parsed();
        let upgrades = arguments.subcommand(0) == Some("install") && arguments.has(&["U", "upgrade"]);
        if upgrades && !is_bound(run, at, &arguments) {
            unpinned::report(run, &arguments.operands, is_tool, (NEWEST, "name the version after `==`"), cx);
        }
    }
}
